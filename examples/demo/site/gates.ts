import { placeNames } from '../web/places.ts';
import type { GateName } from './policies.ts';

const welcome = `Members of co-ops that ${placeNames.federation} recognises`;

export interface Gate {
  readonly page: string;
  /** Who may enter, for a person. */
  readonly who: string;
  /** What a member reads once it is open. */
  readonly opened: string;
}

/** The doors, as visitors see them. */
export const gates: Readonly<Record<GateName, Gate>> = {
  'members-lounge': {
    page: '/lounge',
    who: `${welcome} may enter.`,
    opened: 'The members’ lounge is open for you.',
  },
  'neighbour-discount': {
    page: '/basket',
    who: `${welcome} take 10 % off, once in 30 days.`,
    opened: 'Your 10 % discount is on.',
  },
};
