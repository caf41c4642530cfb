import { listName } from './welcome.ts';

/** The site's two doors. The name is the policy's id in the service. */
export const gateNames = ['members-lounge', 'neighbour-discount'] as const;
export type GateName = (typeof gateNames)[number];

/** Who opens which door, in the words of the Site API (`PUT /v1/policies/{id}`). */
export function policies(): readonly (Readonly<Record<string, unknown>> & { readonly id: GateName })[] {
  const membership = { type: 'CoopMembershipCredential' } as const;
  // Only what a co-op can take back; a list that is away for a moment closes no door.
  const status = { required: true, unreachable: 'PT10M' };
  return [
    {
      id: 'members-lounge',
      purpose: 'Open the members’ lounge',
      // While the federation suspends a co-op, its members wait outside, also those who are in.
      accept: [{ require: [{ ...membership, issuers: { lists: [listName], whenSuspended: 'end' } }] }],
      identify: 'membership',
      grant: { for: 'P30D' },
      status,
    },
    {
      id: 'neighbour-discount',
      purpose: 'Take 10 % off your basket',
      accept: [
        {
          require: [
            {
              ...membership,
              // Nobody new meanwhile; whoever has the discount in the basket keeps it.
              issuers: { lists: [listName], whenSuspended: 'keep' },
              claims: [{ path: ['membershipClass'], values: ['consumer', 'worker', 'resident'] }],
            },
          ],
        },
      ],
      identify: 'membership',
      grant: { for: 'P1D' },
      limit: { count: 1, per: 'P30D' },
      status,
    },
  ];
}
