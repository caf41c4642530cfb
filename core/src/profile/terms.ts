import { contextUrls, vocabulary } from '../contexts/context-urls.ts';

/** The context of credential profile version 1. */
export const coopCredentialsContext = contextUrls.coopCredentialsV1;

/** The profile's credential types. */
export const credentialTypes = [
  'CoopMembershipCredential',
  'CoopTicketCredential',
  'CoopReceiptCredential',
  'CoopAttestationCredential',
] as const;
export type CredentialType = (typeof credentialTypes)[number];

/** The IRI of a type, as queries and SD-JWT VC name it. */
export const typeIri = (type: CredentialType): string => `${vocabulary}${type}`;

export const membershipClasses = ['consumer', 'worker', 'producer', 'resident', 'supporter', 'organisation'] as const;
export type MembershipClass = (typeof membershipClasses)[number];

export const coopTypes = ['consumer', 'worker', 'producer', 'housing', 'multi-stakeholder', 'secondary'] as const;
export type CoopType = (typeof coopTypes)[number];
