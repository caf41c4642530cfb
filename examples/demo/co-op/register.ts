import type { Standing, StatusLists } from './status-lists.ts';

/** A membership that was given out, as the co-op's office sees it. Not where it was shown: nobody tells the co-op. */
export interface GivenOut {
  readonly id: number;
  /** When the newest of its cards was given out. */
  readonly at: Date;
  /** How many cards stand for it: each renewal and each further wallet has its own. */
  readonly cards: number;
  readonly standing: Standing;
}

interface Membership {
  readonly id: number;
  /** The places of its cards in the co-op's lists. */
  readonly indexes: number[];
  at: Date;
  standing: Standing;
}

/** As many as fit on the page: the one that holds or is paused, and withdrawn ones from before. */
const mostShown = 3;

/**
 * The memberships that a co-op's own page gave out, newest first. Its page has one member, so all cards are of one
 * membership until that is withdrawn; who then gets a card has joined anew.
 */
export class Register {
  readonly #lists: StatusLists;
  readonly #memberships: Membership[] = [];

  constructor(lists: StatusLists) {
    this.#lists = lists;
  }

  /** One more card. It is paused like the others. */
  add(index: number, at = new Date()): void {
    const [newest] = this.#memberships;
    if (newest && newest.standing !== 'revoked') {
      newest.indexes.push(index);
      newest.at = at;
      this.#lists.set(index, newest.standing);
    } else this.#memberships.unshift({ id: this.#memberships.length, indexes: [index], at, standing: 'live' });
  }

  get latest(): readonly GivenOut[] {
    return this.#memberships
      .slice(0, mostShown)
      .map(({ id, at, indexes, standing }) => ({ id, at, cards: indexes.length, standing }));
  }

  /** Changes every card of the membership. What is withdrawn stays so. */
  change(id: number, standing: Standing): void {
    const membership = this.#memberships.find((known) => known.id === id);
    if (!membership || membership.standing === 'revoked') return;
    membership.standing = standing;
    for (const index of membership.indexes) this.#lists.set(index, standing);
  }
}
