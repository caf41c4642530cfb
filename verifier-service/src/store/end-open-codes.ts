import type { Database } from './open-database.ts';

/**
 * Part of the transaction that ends a site's keys at once: so do its pairing codes that nobody used yet. They end when
 * they began, so that no call that is under way still gets a key for one.
 */
export async function endOpenCodes(db: Database, siteId: string): Promise<void> {
  await db
    .updateTable('pairing_codes')
    .set(({ ref }) => ({ expires_at: ref('created_at') }))
    .where('site_id', '=', siteId)
    .where('used_at', 'is', null)
    .execute();
}
