import { coopTypes, membershipClasses } from '../terms.ts';
import { credentialSchema, organization, text } from './shared.ts';

export const membershipSchema = credentialSchema(
  'CoopMembershipCredential',
  'Somebody is a member of a co-operative.',
  {
    required: ['memberOf', 'membershipClass'],
    properties: {
      memberOf: organization('The co-op: the issuer itself, or one that the issuer is recognised to speak for.'),
      membershipClass: { enum: membershipClasses, description: 'As what somebody is a member.' },
      coopType: { enum: coopTypes, description: 'What kind of co-op it is.' },
      memberSince: { type: 'string', pattern: '^[0-9]{4}$', description: 'The year membership began.' },
      membershipId: {
        ...text,
        description: 'Random, without meaning, the same over renewals and new wallets. Every verifier sees it.',
      },
    },
  },
);
