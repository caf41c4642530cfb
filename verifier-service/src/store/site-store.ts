import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';
import { insertKey, type StoredKey } from './site-key-store.ts';

/** A site with what is secret of it still sealed. */
export interface StoredSite {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly publicKey: string;
  readonly signingKeySealed: string;
  readonly pairwiseSecretSealed: string;
  readonly createdAt: number;
}

export type SiteStore = ReturnType<typeof createSiteStore>;

export function createSiteStore(db: Database) {
  return {
    find: async (id: string): Promise<StoredSite | undefined> => {
      const row = await db.selectFrom('sites').selectAll().where('id', '=', id).executeTakeFirst();
      return row && siteFromRow(row);
    },

    list: async (): Promise<readonly StoredSite[]> =>
      (await db.selectFrom('sites').selectAll().orderBy('created_at').orderBy('id').execute()).map(siteFromRow),

    add: (site: StoredSite, key: StoredKey): Promise<void> =>
      inTransaction(db, async (transaction) => {
        await transaction
          .insertInto('sites')
          .values({
            id: site.id,
            name: site.name,
            url: site.url,
            public_key: site.publicKey,
            signing_key_sealed: site.signingKeySealed,
            pairwise_secret_sealed: site.pairwiseSecretSealed,
            created_at: site.createdAt,
          })
          .execute();
        await insertKey(transaction, site.id, key, site.createdAt);
      }),

    /** With everything that is the site's: its rows in every other table go with it. */
    remove: async (id: string): Promise<boolean> => {
      const [removed] = await db.deleteFrom('sites').where('id', '=', id).execute();
      return Number(removed?.numDeletedRows ?? 0) > 0;
    },
  };
}

export function siteFromRow(row: {
  id: string;
  name: string;
  url: string;
  public_key: string;
  signing_key_sealed: string;
  pairwise_secret_sealed: string;
  created_at: number;
}): StoredSite {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    publicKey: row.public_key,
    signingKeySealed: row.signing_key_sealed,
    pairwiseSecretSealed: row.pairwise_secret_sealed,
    createdAt: row.created_at,
  };
}
