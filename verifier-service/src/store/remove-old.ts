import { endedStates } from '../changes/verification-state.ts';
import { eraseRedemptions } from './erase-redemptions.ts';
import { eraseEndedResponseKeys } from './erase-response-keys.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';

const DAY = 24 * 60 * 60 * 1000;

/** How long a finished request and an uncollected verification stay (DESIGN §7). */
export const KEPT = DAY;

/** How long a verification that has ended stays, and what a site's feed tells: as long as a plugin may be away. */
export const HISTORY_KEPT = 90 * DAY;

/**
 * Erases the keys of requests that have ended. Deletes requests that ended a day ago, with their handles; verifications that nobody collected in a day; and what is
 * beyond the history that is kept.
 */
export async function removeOld(db: Database, now: number): Promise<{ requests: number; verifications: number }> {
  const before = now - KEPT;
  await eraseEndedResponseKeys(db, now);
  const [verifications] = await db
    .deleteFrom('verifications')
    .where('collected_at', 'is', null)
    .where('created_at', '<=', before)
    .execute();
  const [requests] = await db
    .deleteFrom('requests')
    .where((where) => where.fn.coalesce('answered_at', 'expires_at'), '<=', before)
    .execute();
  await removeHistory(db, now - HISTORY_KEPT);
  return {
    requests: Number(requests?.numDeletedRows ?? 0),
    verifications: Number(verifications?.numDeletedRows ?? 0),
  };
}

/** A feed remembers how far it was cut, so that nobody takes what is left for all. */
async function removeHistory(db: Database, before: number): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const rows = await transaction
      .deleteFrom('verifications')
      .where('state', 'in', [...endedStates])
      .where('state_at', '<=', before)
      .returning(['id', 'site_id'])
      .execute();
    for (const { id, site_id: siteId } of rows) await eraseRedemptions(transaction, siteId, [id]);
  });
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
