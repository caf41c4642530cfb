import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';
import { insertKey, type StoredKey } from './site-key-store.ts';
import { siteFromRow, type StoredSite } from './site-store.ts';

/** How long a code that is over can still be told from one that never was. */
const KEPT = 30 * 24 * 60 * 60 * 1000;

export interface FoundCode {
  readonly site: StoredSite;
  readonly expiresAt: number;
  readonly used: boolean;
}

export type PairingCodeStore = ReturnType<typeof createPairingCodeStore>;

/** Codes that a site is paired by, hashed; each makes one key and no second. */
export function createPairingCodeStore(db: Database) {
  return {
    add: (siteId: string, codeHash: string, now: number, expiresAt: number): Promise<void> =>
      inTransaction(db, async (transaction) => {
        await transaction
          .deleteFrom('pairing_codes')
          .where('expires_at', '<', now - KEPT)
          .execute();
        await transaction
          .insertInto('pairing_codes')
          .values({ code_hash: codeHash, site_id: siteId, created_at: now, expires_at: expiresAt, used_at: null })
          .execute();
      }),

    find: async (codeHash: string): Promise<FoundCode | undefined> => {
      const row = await db
        .selectFrom('pairing_codes')
        .innerJoin('sites', 'sites.id', 'pairing_codes.site_id')
        .selectAll('sites')
        .select(['pairing_codes.expires_at', 'pairing_codes.used_at'])
        .where('pairing_codes.code_hash', '=', codeHash)
        .executeTakeFirst();
      return row && { site: siteFromRow(row), expiresAt: row.expires_at, used: row.used_at !== null };
    },

    /** One conditional write: of several tries at once, one gets the key. */
    use: (codeHash: string, key: StoredKey, now: number): Promise<boolean> =>
      inTransaction(db, async (transaction) => {
        const row = await transaction
          .updateTable('pairing_codes')
          .set({ used_at: now })
          .where('code_hash', '=', codeHash)
          .where('used_at', 'is', null)
          .where('expires_at', '>', now)
          .returning('site_id')
          .executeTakeFirst();
        if (!row) return false;
        await insertKey(transaction, row.site_id, key, now);
        return true;
      }),
  };
}
