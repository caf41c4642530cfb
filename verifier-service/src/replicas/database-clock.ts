import { uptime } from 'node:os';
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

/** Less is the coarseness of the clocks. */
const STOOD_STILL = 500;

/** `boot` goes on while the machine is suspended, and nobody sets it (CLOCK_BOOTTIME); to ask it is dear. */
const ofThisMachine = { steady: () => performance.now(), set: Date.now, boot: () => uptime() * 1_000 };

/**
 * Milliseconds that only ever grow, also while the machine is suspended: the steady clock stands still then
 * (CLOCK_MONOTONIC, clock_gettime(2)). The clock that can be set only tells when to look how long that was.
 */
export function createElapsed({ steady, set, boot } = ofThisMachine): () => number {
  const began = boot() - steady();
  let stoodStill = 0;
  let before = set() - steady();
  return () => {
    const now = steady();
    const ahead = set() - now;
    if (ahead - before > STOOD_STILL) {
      const suspended = boot() - now - began;
      if (suspended - stoodStill > STOOD_STILL) stoodStill = suspended;
    }
    before = ahead;
    return now + stoodStill;
  };
}

/**
 * The time of the database, carried on by the time that has passed in this process: where the clock of the machine is
 * wrong or set, it does not matter. So all replicas judge time limits alike, to half of what an answer takes.
 *
 * @param elapsed milliseconds that only ever grow
 */
export function createDatabaseClock(elapsed: () => number = createElapsed()): DatabaseClock {
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
