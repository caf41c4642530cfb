import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Answers may be asked for encrypted, to a key of each handle. Those before were asked for plain. */
export const encryptedAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('requests')
      .addColumn('response_mode', 'text', (column) => column.notNull().defaultTo('direct_post'))
      .execute();
    await db.schema.alterTable('handles').addColumn('response_key_sealed', 'text').execute();
    // So that erasing what is left over looks at those few rows alone.
    await sql`create index handles_with_key on handles (request_id) where response_key_sealed is not null`.execute(db);
  },
};
