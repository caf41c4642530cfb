import type { Database } from './open-database.ts';

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
      return row && fromRow(row);
    },

    list: async (): Promise<readonly StoredSite[]> =>
      (await db.selectFrom('sites').selectAll().orderBy('created_at').orderBy('id').execute()).map(fromRow),

    findByKey: async (keyId: string): Promise<{ site: StoredSite; secretHash: string } | undefined> => {
      const row = await db
        .selectFrom('site_keys')
        .innerJoin('sites', 'sites.id', 'site_keys.site_id')
        .selectAll('sites')
        .select('site_keys.secret_hash')
        .where('site_keys.id', '=', keyId)
        .executeTakeFirst();
      return row && { site: fromRow(row), secretHash: row.secret_hash };
    },

    add: async (site: StoredSite, key: { readonly id: string; readonly secretHash: string }): Promise<void> => {
      await db.transaction().execute(async (transaction) => {
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
        await transaction
          .insertInto('site_keys')
          .values({ id: key.id, site_id: site.id, secret_hash: key.secretHash, created_at: site.createdAt })
          .execute();
      });
    },
  };
}

function fromRow(row: {
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
