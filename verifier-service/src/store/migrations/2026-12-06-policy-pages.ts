import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * After a change of a policy all that live under it are looked at, some at a time in the order of their ids. By the
 * index that begins with the same columns, each time all of them were read and sorted.
 */
export const policyPages: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('verifications_by_policy_and_id')
      .on('verifications')
      .columns(['site_id', 'policy_id', 'id'])
      .execute();
  },
};
