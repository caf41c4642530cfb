import { appendChange } from './change-store.ts';
import { eraseRedemptions } from './erase-redemptions.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';

/**
 * Deletes verifications of a site with the requests they came from, and says so in its feed.
 *
 * What they were used for stays in the ledger without the site's name for it, under an id that nothing leads to any
 * more: the limits would mean nothing else.
 *
 * @returns how many there were, and when what stays of their use was changed last
 */
export function forgetVerifications(
  db: Database,
  siteId: string,
  which: { readonly id: string } | { readonly holder: string },
  now: number,
): Promise<{ readonly forgotten: number; readonly lastUse?: number }> {
  return inTransaction(db, async (transaction) => {
    const [column, value] = 'id' in which ? (['id', which.id] as const) : (['holder', which.holder] as const);
    const rows = await transaction
      .deleteFrom('verifications')
      .where('site_id', '=', siteId)
      .where(column, '=', value)
      .where('collected_at', 'is not', null)
      .returning(['id', 'request_id'])
      .execute();
    for (const { id, request_id: requestId } of rows) {
      await transaction.deleteFrom('requests').where('id', '=', requestId).execute();
      await appendChange(transaction, siteId, { verificationId: id, state: 'forgotten', at: now });
    }
    const ids = rows.map(({ id }) => id);
    const lastUse = await eraseRedemptions(transaction, siteId, ids);
    return { forgotten: rows.length, ...(lastUse !== undefined && { lastUse }) };
  });
}
