import type { Standing, StatusLists } from './status-lists.ts';

/** A membership that was given out, as the co-op's office sees it. Not where it was shown: nobody tells the co-op. */
export interface GivenOut {
  readonly index: number;
  readonly at: Date;
  readonly standing: Standing;
}

/** As many as fit on the page. */
const mostShown = 3;

/** What a co-op's own page gave out, newest first. */
export class Register {
  readonly #lists: StatusLists;
  readonly #entries: { readonly index: number; readonly at: Date }[] = [];

  constructor(lists: StatusLists) {
    this.#lists = lists;
  }

  add(index: number, at = new Date()): void {
    this.#entries.unshift({ index, at });
  }

  get latest(): readonly GivenOut[] {
    return this.#entries
      .slice(0, mostShown)
      .map((entry) => ({ ...entry, standing: this.#lists.standingOf(entry.index) }));
  }

  /** Only what this page gave out can be changed here. */
  change(index: number, standing: Standing): boolean {
    return this.#entries.some((entry) => entry.index === index) && this.#lists.set(index, standing);
  }
}
