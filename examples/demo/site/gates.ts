import type { GateName } from './policies.ts';

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
    who: 'Members of Harvest Co-op and of Meadow Housing Co-op may enter.',
    opened: 'The members’ lounge is open for you.',
  },
  'neighbour-discount': {
    page: '/basket',
    who: 'Members of Harvest Co-op and of Meadow Housing Co-op take 10 % off, once in 30 days.',
    opened: 'Your 10 % discount is on.',
  },
};
