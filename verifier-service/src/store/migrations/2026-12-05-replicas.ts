import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What replicas share: which of them does a piece of background work, and how often somebody called (decision 10). */
export const replicas: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('leases')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('ends_at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('rate_counts')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('used', 'integer', (column) => column.notNull())
      .addColumn('ends_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('rate_counts_by_end').on('rate_counts').column('ends_at').execute();
  },
};
