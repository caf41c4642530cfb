import { readCounter, takeOne, type Counter, type Standing, type Taken } from './limit-counter.ts';
import type { Database } from './open-database.ts';

/** Thrown to roll a transaction back: one of the counters has nothing left. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
  readonly resetsAt: number | undefined;

  constructor(resetsAt: number | undefined) {
    super('The limit is reached');
    this.resetsAt = resetsAt;
  }
}

/**
 * Takes one from each counter, within the caller's transaction.
 * @throws LimitReached where one has nothing left: what was taken before it goes back with the transaction
 */
export async function takeAll(db: Database, counters: readonly Counter[], now: number): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  for (const counter of counters) {
    const one = await takeOne(db, counter, now);
    if (!one) throw new LimitReached((await readCounter(db, counter, now)).resetsAt);
    taken.push(one);
  }
  return taken;
}

/** How much is left where all counters are needed: what the scarcest says, of equals the one that resets last. */
export async function readStanding(
  db: Database,
  counters: readonly Counter[],
  now: number,
): Promise<Standing | undefined> {
  const standings = await Promise.all(counters.map((counter) => readCounter(db, counter, now)));
  return standings.toSorted((a, b) => a.remaining - b.remaining || (b.resetsAt ?? 0) - (a.resetsAt ?? 0))[0];
}
