import { harvestDid } from '../../../core/test/factories/index.ts';

/** Accepts Harvest Co-op's worker and consumer members. Override to change one thing. */
export const loungePolicy = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  purpose: 'Open the members’ lounge',
  accept: [
    {
      require: [
        {
          type: 'CoopMembershipCredential',
          issuers: { allow: [{ id: harvestDid, name: 'Harvest Co-op', reason: 'our neighbours' }] },
          claims: [{ path: ['membershipClass'], values: ['worker', 'consumer'] }],
        },
      ],
    },
  ],
  grant: { for: 'P30D' },
  ...overrides,
});
