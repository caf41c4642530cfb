import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether a verification still holds, when that is looked at again, and the feed of what changed. */
export const takingBack: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('verifications')
      .addColumn('state', 'text', (column) => column.notNull().defaultTo('live'))
      .execute();
    await db.schema.alterTable('verifications').addColumn('state_at', 'bigint').execute();
    await db.schema.alterTable('verifications').addColumn('problem_code', 'text').execute();
    await db.schema.alterTable('verifications').addColumn('status_sealed', 'text').execute();
    await db.schema.alterTable('verifications').addColumn('unreachable_since', 'bigint').execute();
    await db.schema.alterTable('verifications').addColumn('judged_version', 'integer').execute();
    await db.schema
      .alterTable('verifications')
      .addColumn('check_due_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createIndex('verifications_by_due')
      .on('verifications')
      .columns(['state', 'check_due_at'])
      .execute();
    await db.schema.createIndex('verifications_by_end').on('verifications').columns(['state', 'grant_until']).execute();
    await db.schema.createIndex('verifications_by_holder').on('verifications').columns(['site_id', 'holder']).execute();

    await db.schema
      .createTable('feeds')
      .addColumn('site_id', 'text', (column) => column.primaryKey().references('sites.id').onDelete('cascade'))
      .addColumn('last_seq', 'bigint', (column) => column.notNull())
      .addColumn('pruned_seq', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('changes')
      .addColumn('site_id', 'text', (column) => column.notNull().references('sites.id').onDelete('cascade'))
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('verification_id', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('problem_code', 'text')
      .addPrimaryKeyConstraint('changes_primary', ['site_id', 'seq'])
      .execute();
    await db.schema.createIndex('changes_by_time').on('changes').column('at').execute();
  },
};
