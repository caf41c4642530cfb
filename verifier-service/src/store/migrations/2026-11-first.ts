import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Sites, policies, requests and verifications. */
export const first: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('meta')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('sites')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('public_key', 'text', (column) => column.notNull())
      .addColumn('signing_key_sealed', 'text', (column) => column.notNull())
      .addColumn('pairwise_secret_sealed', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('site_keys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('site_id', 'text', (column) => column.notNull().references('sites.id').onDelete('cascade'))
      .addColumn('secret_hash', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('policies')
      .addColumn('site_id', 'text', (column) => column.notNull().references('sites.id').onDelete('cascade'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('deleted_at', 'bigint')
      .addPrimaryKeyConstraint('policies_primary', ['site_id', 'id', 'version'])
      .execute();

    await db.schema
      .createTable('requests')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('site_id', 'text', (column) => column.notNull().references('sites.id').onDelete('cascade'))
      .addColumn('policy_id', 'text', (column) => column.notNull())
      .addColumn('policy_version', 'integer', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('return_url', 'text', (column) => column.notNull())
      .addColumn('locale', 'text')
      .addColumn('is_test', 'integer', (column) => column.notNull())
      .addColumn('client_id_prefix', 'text', (column) => column.notNull())
      .addColumn('match_code', 'text')
      .addColumn('browser_token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('flow', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('answered_at', 'bigint')
      .addColumn('collected_at', 'bigint')
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('lease_id', 'text')
      .addColumn('lease_until', 'bigint')
      .addColumn('last_problem', 'text')
      .addColumn('problem', 'text')
      .addColumn('response_code_hash', 'text')
      .execute();
    await db.schema.createIndex('requests_by_expiry').on('requests').column('expires_at').execute();
    await db.schema.createIndex('requests_by_policy').on('requests').columns(['site_id', 'policy_id']).execute();

    await db.schema
      .createTable('handles')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('request_id', 'text', (column) => column.notNull().references('requests.id').onDelete('cascade'))
      .addColumn('flow', 'text', (column) => column.notNull())
      .addColumn('nonce', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('handles_by_request').on('handles').column('request_id').execute();

    await db.schema
      .createTable('verifications')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('site_id', 'text', (column) => column.notNull().references('sites.id').onDelete('cascade'))
      .addColumn('request_id', 'text', (column) => column.notNull().unique())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('policy_id', 'text', (column) => column.notNull())
      .addColumn('policy_version', 'integer', (column) => column.notNull())
      .addColumn('accept_index', 'integer', (column) => column.notNull())
      .addColumn('credentials', 'text', (column) => column.notNull())
      .addColumn('checks', 'text', (column) => column.notNull())
      .addColumn('grant_until', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('collected_at', 'bigint')
      .execute();
    await db.schema
      .createIndex('verifications_by_policy')
      .on('verifications')
      .columns(['site_id', 'policy_id', 'grant_until'])
      .execute();
  },
};
