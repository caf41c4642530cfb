import { endOpenCodes } from './end-open-codes.ts';
import { inTransaction } from './in-transaction.ts';
import { lockSite } from './lock-site.ts';
import type { Database } from './open-database.ts';
import { siteFromRow, type StoredSite } from './site-store.ts';

/** What is stored of a key: never its secret. */
export interface StoredKey {
  readonly id: string;
  readonly secretHash: string;
}

export interface FoundKey {
  readonly site: StoredSite;
  readonly secretHash: string;
  /** When it stops being let in; none while it was not replaced. */
  readonly validUntil?: number;
}

export type SiteKeyStore = ReturnType<typeof createSiteKeyStore>;

/** The keys of sites, and how they end. */
export function createSiteKeyStore(db: Database) {
  return {
    find: async (keyId: string): Promise<FoundKey | undefined> => {
      const row = await db
        .selectFrom('site_keys')
        .innerJoin('sites', 'sites.id', 'site_keys.site_id')
        .selectAll('sites')
        .select(['site_keys.secret_hash', 'site_keys.valid_until'])
        .where('site_keys.id', '=', keyId)
        .executeTakeFirst();
      if (!row) return undefined;
      const end = row.valid_until !== null && { validUntil: row.valid_until };
      return { site: siteFromRow(row), secretHash: row.secret_hash, ...end };
    },

    /**
     * Adds a key, and ends every other one of the site at `until`, unless it ends before. Where that is at once, so do
     * the pairing codes that nobody used yet: whoever had the keys may have those, too.
     */
    replace: (siteId: string, key: StoredKey, until: number, now: number): Promise<void> =>
      inTransaction(db, async (transaction) => {
        await lockSite(transaction, siteId);
        // First: who is pairing just now is waited for, and the key they get is one of those that end.
        if (until <= now) await endOpenCodes(transaction, siteId);
        await transaction
          .updateTable('site_keys')
          .set({ valid_until: until })
          .where('site_id', '=', siteId)
          .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', until)]))
          .execute();
        await insertKey(transaction, siteId, key, now);
      }),
  };
}

/** Part of the transaction that adds a site, pairs it or replaces its key. */
export async function insertKey(db: Database, siteId: string, key: StoredKey, now: number): Promise<void> {
  await db
    .insertInto('site_keys')
    .values({ id: key.id, site_id: siteId, secret_hash: key.secretHash, created_at: now, valid_until: null })
    .execute();
}
