import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Handles of interaction URLs, which serve VCALM beside OpenID4VP. Those before served OpenID4VP alone. */
export const vcalmHandles: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('handles')
      .addColumn('is_interaction', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
