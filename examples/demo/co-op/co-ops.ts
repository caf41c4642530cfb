import type { Origins, PlaceName } from '../web/places.ts';

/** A demo organisation that issues memberships, and the one member whom the visitor plays. */
export interface CoOp {
  readonly place: PlaceName & ('harvest' | 'meadow' | 'pebble');
  readonly name: string;
  readonly about: string;
  readonly coopType?: 'consumer' | 'housing';
  readonly format: 'vcdm1.1-ed25519-2020' | 'vcdm2-eddsa-rdfc-2022';
  /** Whether its members can also get a card that shows only what is asked for. */
  readonly hasSelectiveCards?: boolean;
  readonly member: { readonly name: string; readonly membershipClass: 'consumer' | 'resident'; readonly since: string };
  /** The co-op that this one may try to speak for, though nobody asked it to. */
  readonly pretendsToBe?: 'harvest' | 'meadow';
}

export const coOps: readonly CoOp[] = [
  {
    place: 'harvest',
    name: 'Harvest Co-op',
    about: 'A food co-op. Its members own the shop and share what the fields give.',
    coopType: 'consumer',
    format: 'vcdm2-eddsa-rdfc-2022',
    hasSelectiveCards: true,
    member: { name: 'Ana', membershipClass: 'consumer', since: '2021' },
    pretendsToBe: 'meadow',
  },
  {
    place: 'meadow',
    name: 'Meadow Housing Co-op',
    about: 'A housing co-op. Its residents own and run the houses together.',
    coopType: 'housing',
    format: 'vcdm1.1-ed25519-2020',
    member: { name: 'Ben', membershipClass: 'resident', since: '2018' },
  },
  {
    place: 'pebble',
    name: 'Pebble Club',
    about: 'A club that Riverside Commons has never heard of.',
    format: 'vcdm2-eddsa-rdfc-2022',
    member: { name: 'Ana', membershipClass: 'consumer', since: '2024' },
  },
];

/** The name under which the organisation publishes its key: `did:web` of its own website. */
export const didOf = (origin: string): string => `did:web:${new URL(origin).host.replace(':', '%3A')}`;

export const coOpAt = (place: CoOp['place'], origins: Origins) => {
  const found = coOps.find((coOp) => coOp.place === place)!;
  return { ...found, origin: origins[place], did: didOf(origins[place]) };
};
