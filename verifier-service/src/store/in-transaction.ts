import { setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Database } from './open-database.ts';
import type { Schema } from './schema.ts';

const MOST_TRIES = 8;

/**
 * What PostgreSQL says when it undid a transaction because of another one (appendix A of its manual): not serializable,
 * a deadlock; and a unique key that was taken between our look and our write, which the next look finds.
 */
const LOST_A_RACE: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505']);

/**
 * One transaction, made again a few times where another one got in its way. Nothing but the database may be changed by
 * it, since it may run more than once.
 */
export async function inTransaction<T>(
  db: Database,
  work: (transaction: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  if (!isPostgres(db)) return db.transaction().execute(work);
  return again(() => db.transaction().setIsolationLevel('read committed').execute(work), LOST_A_RACE);
}

/** @param codes SQLSTATEs after which it is made again */
export async function again<T>(make: () => Promise<T>, codes: ReadonlySet<unknown> = LOST_A_RACE): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await make();
    } catch (error) {
      if (tries === MOST_TRIES || !codes.has((error as { code?: unknown }).code)) throw error;
      // Not all at once again.
      await sleep(Math.random() * 10 * 2 ** tries);
    }
  }
}
