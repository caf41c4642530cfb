import { endedStates } from '../changes/verification-state.ts';
import { eraseRedemptions } from './erase-redemptions.ts';
import { eraseEndedResponseKeys } from './erase-response-keys.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';

const DAY = 24 * 60 * 60 * 1000;

/** How long a finished request and an uncollected verification stay. */
export const KEPT = DAY;

/** How long a verification that has ended stays, and what a site's feed tells: as long as a plugin may be away. */
export const HISTORY_KEPT = 90 * DAY;

/** Few enough that no statement takes long, and nobody who uses one of the rows waits. */
const AT_ONCE = 1_000;

/**
 * Erases the keys of requests that have ended. Deletes requests that ended a day ago, with their handles; verifications
 * that nobody collected in a day; and what is beyond the history that is kept. However much there is, in small steps:
 * what was deleted stays so where a later one fails.
 */
export async function removeOld(db: Database, now: number): Promise<{ requests: number; verifications: number }> {
  const before = now - KEPT;
  await eraseEndedResponseKeys(db, now);
  const verifications = await inSteps(async () => {
    const old = db
      .selectFrom('verifications')
      .select('id')
      .where('collected_at', 'is', null)
      .where('created_at', '<=', before)
      .limit(AT_ONCE);
    const { numDeletedRows } = await db
      .deleteFrom('verifications')
      .where('id', 'in', old)
      .where('collected_at', 'is', null)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });
  const requests = await inSteps(async () => {
    const old = db
      .selectFrom('requests')
      .select('id')
      .where((where) => where.fn.coalesce('answered_at', 'expires_at'), '<=', before)
      .limit(AT_ONCE);
    const { numDeletedRows } = await db
      .deleteFrom('requests')
      .where('id', 'in', old)
      .where((where) => where.fn.coalesce('answered_at', 'expires_at'), '<=', before)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });
  await removeHistory(db, now - HISTORY_KEPT);
  return { requests, verifications };
}

/** Until a step finds fewer than it may take. Returns how many there were. */
async function inSteps(step: () => Promise<number>): Promise<number> {
  for (let sum = 0; ;) {
    const removed = await step();
    sum += removed;
    if (removed < AT_ONCE) return sum;
  }
}

/** A feed remembers how far it was cut, so that nobody takes what is left for all. */
async function removeHistory(db: Database, before: number): Promise<void> {
  await inSteps(() =>
    inTransaction(db, async (transaction) => {
      const old = transaction
        .selectFrom('verifications')
        .select('id')
        .where('state', 'in', [...endedStates])
        .where('state_at', '<=', before)
        .limit(AT_ONCE);
      const rows = await transaction
        .deleteFrom('verifications')
        .where('id', 'in', old)
        .where('state', 'in', [...endedStates])
        .returning(['id', 'site_id'])
        .execute();
      for (const { id, site_id: siteId } of rows) await eraseRedemptions(transaction, siteId, [id]);
      return rows.length;
    }),
  );
  await inTransaction(db, async (transaction) => {
    const old = await transaction
      .selectFrom('changes')
      .select((row) => ['site_id', row.fn.max('seq').as('seq')])
      .where('at', '<=', before)
      .groupBy('site_id')
      .execute();
    for (const { site_id: siteId, seq } of old) {
      await transaction.updateTable('feeds').set({ pruned_seq: seq }).where('site_id', '=', siteId).execute();
      await transaction.deleteFrom('changes').where('site_id', '=', siteId).where('seq', '<=', seq).execute();
    }
  });
}
