import { addDuration } from '@coop-credentials/core';
import { newId } from '../secrets/tokens.ts';
import type { Database } from './open-database.ts';

/** What may be taken how often: `count` times within `per` from the first time. */
export interface Counter {
  readonly key: string;
  readonly count: number;
  /** ISO 8601 duration, counted in UTC. */
  readonly per: string;
  /** Milliseconds: its windows end at whole ones of these in UTC, never before `per` is over. */
  readonly endsOn?: number;
}

/** One taken from a counter, in the window that was running then. */
export interface Taken extends Counter {
  readonly windowId: string;
}

/** How much is left of a counter, and when it starts anew; no `resetsAt` while no window is running. */
export interface Standing {
  readonly remaining: number;
  readonly resetsAt?: number;
}

/**
 * Takes one, or nothing: one conditional write, so that the database picks the winners. A window that has ended is
 * begun anew by the same write.
 */
export async function takeOne(db: Database, counter: Counter, now: number): Promise<Taken | undefined> {
  const { key, count, per, endsOn = 1 } = counter;
  const endsAt = Math.ceil(addDuration(new Date(now), per).getTime() / endsOn) * endsOn;
  const row = await db
    .insertInto('limit_counters')
    .values({ key, window_id: newId('lw'), used: 1, ends_at: endsAt })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet(({ eb, ref }) => {
          const ended = eb('limit_counters.ends_at', '<=', now);
          return {
            used: eb
              .case()
              .when(ended)
              .then(1)
              .else(eb('limit_counters.used', '+', 1))
              .end(),
            window_id: eb
              .case()
              .when(ended)
              .then(ref('excluded.window_id'))
              .else(ref('limit_counters.window_id'))
              .end(),
            ends_at: eb.case().when(ended).then(ref('excluded.ends_at')).else(ref('limit_counters.ends_at')).end(),
          };
        })
        .where(({ or, eb }) => or([eb('limit_counters.ends_at', '<=', now), eb('limit_counters.used', '<', count)])),
    )
    .returning('window_id')
    .executeTakeFirst();
  return row && { ...counter, windowId: row.window_id };
}

/** Gives back what was taken, each into its own window; nothing where that one has ended or was reset. */
export async function giveBack(db: Database, taken: readonly Taken[]): Promise<void> {
  for (const { key, windowId } of taken) {
    await db
      .updateTable('limit_counters')
      .set(({ eb }) => ({ used: eb('used', '-', 1) }))
      .where('key', '=', key)
      .where('window_id', '=', windowId)
      .where('used', '>', 0)
      .execute();
  }
}

export async function readCounter(db: Database, { key, count }: Counter, now: number): Promise<Standing> {
  const row = await db
    .selectFrom('limit_counters')
    .select(['used', 'ends_at'])
    .where('key', '=', key)
    .where('ends_at', '>', now)
    .executeTakeFirst();
  return row ? { remaining: Math.max(0, count - row.used), resetsAt: row.ends_at } : { remaining: count };
}

/** Starts anew. What was taken before is not given back into the new window. */
export async function resetCounter(db: Database, { key }: Pick<Counter, 'key'>): Promise<void> {
  await db.deleteFrom('limit_counters').where('key', '=', key).execute();
}
