import type { Schema } from './schema.ts';

/**
 * Every table that a copy of the database has, with its primary key; those that others refer to come first. The two
 * that replicas share for a minute are not copied.
 */
export const copiedTables = [
  { name: 'meta', key: ['name'] },
  { name: 'test_seed', key: ['id'] },
  { name: 'sites', key: ['id'] },
  { name: 'site_keys', key: ['id'] },
  { name: 'pairing_codes', key: ['code_hash'] },
  { name: 'policies', key: ['site_id', 'id', 'version'] },
  { name: 'requests', key: ['id'] },
  { name: 'handles', key: ['token_hash'] },
  { name: 'verifications', key: ['id'] },
  { name: 'programmes', key: ['name'] },
  { name: 'programme_sites', key: ['programme', 'site_id'] },
  { name: 'limit_counters', key: ['key'] },
  { name: 'redemptions', key: ['id'] },
  { name: 'feeds', key: ['site_id'] },
  { name: 'changes', key: ['site_id', 'seq'] },
  { name: 'recognition_lists', key: ['name'] },
] as const satisfies readonly { readonly name: keyof Schema; readonly key: readonly string[] }[];

export const passingTables = ['leases', 'rate_counts'] as const satisfies readonly (keyof Schema)[];
