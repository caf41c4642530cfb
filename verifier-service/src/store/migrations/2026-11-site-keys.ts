import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Keys that end, and the codes that a site is paired by. */
export const siteKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('site_keys').addColumn('valid_until', 'bigint').execute();

    await db.schema
      .createTable('pairing_codes')
      .addColumn('code_hash', 'text', (column) => column.primaryKey())
      .addColumn('site_id', 'text', (column) => column.notNull().references('sites.id').onDelete('cascade'))
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('used_at', 'bigint')
      .execute();
  },
};
