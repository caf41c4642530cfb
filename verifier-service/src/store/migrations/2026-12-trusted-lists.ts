import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Recognition lists that this service follows: whom it trusts for them, and what it has of them. */
export const trustedLists: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('recognition_lists')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('anchor', 'text', (column) => column.notNull())
      .addColumn('is_pinned', 'integer', (column) => column.notNull())
      .addColumn('seq', 'bigint')
      .addColumn('document', 'text')
      .addColumn('freshness', 'text')
      .addColumn('etag', 'text')
      .addColumn('clock', 'bigint', (column) => column.notNull().defaultTo(0))
      .addColumn('checked_at', 'bigint')
      .addColumn('problem', 'text')
      .addColumn('revision', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
