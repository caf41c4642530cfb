import type { Clock } from '../clock.ts';

export interface DatabaseClock {
  readonly clock: Clock;
  /**
   * Takes over what the database said.
   * @param told milliseconds since 1970, of the database
   * @param askedAt milliseconds of `elapsed`, before it was asked
   */
  readonly set: (told: number, askedAt: number) => void;
  readonly elapsed: () => number;
}

/** Milliseconds since 1970, by the database at the moment of the question: not of the transaction it is in. */
export const databaseTime = 'floor(extract(epoch from clock_timestamp()) * 1000)::bigint';

/** An answer that took longer says too little of when it was true. */
const MOST_WAIT = 1_000;

/**
 * The time of the database, carried on by the time that has passed in this process: the clock of the machine, which may
 * be wrong or be set, is not looked at. So all replicas judge time limits alike, to half of what an answer takes.
 *
 * @param elapsed milliseconds that only ever grow
 */
export function createDatabaseClock(elapsed: () => number = () => performance.now()): DatabaseClock {
  let known: { readonly told: number; readonly at: number } | undefined;

  return {
    elapsed,
    clock: () => {
      if (!known) throw new TypeError('The database was not asked for the time yet');
      return new Date(Math.round(known.told + elapsed() - known.at));
    },
    set: (told, askedAt) => {
      const now = elapsed();
      if (known && now - askedAt > MOST_WAIT) return;
      known = { told, at: (askedAt + now) / 2 };
    },
  };
}
