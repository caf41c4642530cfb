import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A handle's nonce and state follow from its token: nothing of them is stored any more. */
export const withoutNonces: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['nonce', 'state']) await db.schema.alterTable('handles').dropColumn(column).execute();
  },
};
