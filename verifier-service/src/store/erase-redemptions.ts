import type { Database } from './open-database.ts';

/** No site can call a redemption so: what it called it itself is erased (see `redemptions.ts` of the Site API). */
const ERASED = '\n';

export const isErased = (idempotencyKey: string): boolean => idempotencyKey.startsWith(ERASED);

/**
 * Part of the transaction that deletes verifications, after which nobody could find what they were used for: what was
 * given back is dropped, of the rest the site's own name for it (an order). They still count, and can be committed and
 * given back by their ids.
 *
 * @returns when the last one was changed; undefined where none stays
 */
export async function eraseRedemptions(
  transaction: Database,
  siteId: string,
  verificationIds: readonly string[],
): Promise<number | undefined> {
  let last: number | undefined;
  for (const verificationId of verificationIds) {
    await transaction
      .deleteFrom('redemptions')
      .where('site_id', '=', siteId)
      .where('verification_id', '=', verificationId)
      .where('state', '=', 'released')
      .execute();
    const rows = await transaction
      .updateTable('redemptions')
      .set(({ eb, ref, val }) => ({ idempotency_key: eb(val(ERASED), '||', ref('id')) }))
      .where('site_id', '=', siteId)
      .where('verification_id', '=', verificationId)
      .returning('changed_at')
      .execute();
    last = rows.reduce((latest: number | undefined, row) => Math.max(latest ?? 0, row.changed_at), last);
  }
  return last;
}

/** Deletes what was erased and not changed since then, even what was never committed. */
export async function removeErased(db: Database, before: number): Promise<void> {
  await db
    .deleteFrom('redemptions')
    .where('idempotency_key', 'like', `${ERASED}%`)
    .where('changed_at', '<=', before)
    .execute();
}
