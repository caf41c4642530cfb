import type { Database } from './open-database.ts';

/** How long a finished request and an uncollected verification stay (DESIGN §7). */
export const KEPT = 24 * 60 * 60 * 1000;

/**
 * Deletes requests that ended a day ago, with their handles, and verifications that nobody collected in a day.
 * Of requests that time has ended, the nonces go at once.
 */
export async function removeOld(db: Database, now: number): Promise<{ requests: number; verifications: number }> {
  const before = now - KEPT;
  await db
    .updateTable('handles')
    .set({ nonce: '', state: '' })
    .where('request_id', 'in', (from) => from.selectFrom('requests').select('id').where('expires_at', '<=', now))
    .execute();
  const [verifications] = await db
    .deleteFrom('verifications')
    .where('collected_at', 'is', null)
    .where('created_at', '<=', before)
    .execute();
  const [requests] = await db
    .deleteFrom('requests')
    .where((where) => where.fn.coalesce('answered_at', 'expires_at'), '<=', before)
    .execute();
  return {
    requests: Number(requests?.numDeletedRows ?? 0),
    verifications: Number(verifications?.numDeletedRows ?? 0),
  };
}
