import { coOpAt } from '../co-op/co-ops.ts';
import type { Origins } from '../web/places.ts';

/** The site's two doors. The name is the policy's id in the service. */
export const gateNames = ['members-lounge', 'neighbour-discount'] as const;
export type GateName = (typeof gateNames)[number];

/** Who opens which door, in the words of the Site API (`PUT /v1/policies/{id}`). */
export function policies(origins: Origins): readonly (Readonly<Record<string, unknown>> & { readonly id: GateName })[] {
  const welcome = neighbours(origins).map(({ did, name, reason }) => ({ id: did, name, reason }));
  const require = [{ type: 'CoopMembershipCredential', issuers: { allow: welcome } }];
  // Only what a co-op can take back; a list that is away for a moment closes no door.
  const status = { required: true, unreachable: 'PT10M' };
  return [
    {
      id: 'members-lounge',
      purpose: 'Open the members’ lounge',
      accept: [{ require }],
      identify: 'membership',
      grant: { for: 'P30D' },
      status,
    },
    {
      id: 'neighbour-discount',
      purpose: 'Take 10 % off your basket',
      accept: [
        {
          require: require.map((membership) => ({
            ...membership,
            claims: [{ path: ['membershipClass'], values: ['consumer', 'worker', 'resident'] }],
          })),
        },
      ],
      identify: 'membership',
      grant: { for: 'P1D' },
      limit: { count: 1, per: 'P30D' },
      status,
    },
  ];
}

/** The co-ops whose members are welcome, and why, as half a sentence. Pebble Club is not among them. */
export const neighbours = (origins: Origins) => [
  { ...coOpAt('harvest', origins), reason: 'they supply our shop and share our delivery van' },
  { ...coOpAt('meadow', origins), reason: 'they built the houses next door' },
];
