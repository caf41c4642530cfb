import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Programmes, counters and redemptions. */
export const ledger: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('programmes')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('per', 'text', (column) => column.notNull())
      .addColumn('cap_per_issuer', 'integer')
      .addColumn('secret_sealed', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('programme_sites')
      .addColumn('programme', 'text', (column) => column.notNull().references('programmes.name').onDelete('cascade'))
      .addColumn('site_id', 'text', (column) => column.notNull().references('sites.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('programme_sites_primary', ['programme', 'site_id'])
      .execute();

    await db.schema.alterTable('verifications').addColumn('programme_keys_sealed', 'text').execute();

    await db.schema
      .createTable('limit_counters')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('window_id', 'text', (column) => column.notNull())
      .addColumn('used', 'integer', (column) => column.notNull())
      .addColumn('ends_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('limit_counters_by_end').on('limit_counters').column('ends_at').execute();

    await db.schema
      .createTable('redemptions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('site_id', 'text', (column) => column.notNull().references('sites.id').onDelete('cascade'))
      .addColumn('idempotency_key', 'text', (column) => column.notNull())
      .addColumn('verification_id', 'text', (column) => column.notNull())
      .addColumn('ttl', 'integer')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint')
      .addColumn('taken_sealed', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('redemptions_by_key', ['site_id', 'idempotency_key'])
      .execute();
    await db.schema.createIndex('redemptions_by_expiry').on('redemptions').columns(['state', 'expires_at']).execute();
    await db.schema
      .createIndex('redemptions_by_verification')
      .on('redemptions')
      .columns(['site_id', 'verification_id'])
      .execute();
  },
};
