import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How far a site has read its feed, for whoever watches the service: a site that does not read takes nothing back. */
export const feedReads: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('feeds').addColumn('read_seq', 'bigint').execute();
  },
};
