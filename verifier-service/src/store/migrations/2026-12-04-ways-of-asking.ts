import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A request may be asked under a certificate, which it then names, and offer wallets to fetch it by POST. */
export const waysOfAsking: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('requests').addColumn('certificate_hash', 'text').execute();
    await db.schema
      .alterTable('requests')
      .addColumn('request_uri_method', 'text', (column) => column.notNull().defaultTo('get'))
      .execute();
  },
};
