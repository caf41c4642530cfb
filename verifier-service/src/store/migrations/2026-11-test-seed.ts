import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the keys of the test issuer and the test member are made from: one row. */
export const testSeed: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('test_seed')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('seed_sealed', 'text', (column) => column.notNull())
      .execute();
  },
};
