import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { first } from './migrations/2026-11-first.ts';
import { withoutNonces } from './migrations/2026-11-without-nonces.ts';
import { siteKeys } from './migrations/2026-11-site-keys.ts';
import { ledger } from './migrations/2026-11-ledger.ts';
import { takingBack } from './migrations/2026-11-taking-back.ts';
import { testSeed } from './migrations/2026-11-test-seed.ts';
import { trustedLists } from './migrations/2026-12-trusted-lists.ts';
import { vcalmHandles } from './migrations/2026-11-vcalm-handles.ts';
import type { Schema } from './schema.ts';

/** Every migration by its name, in order. A static map: nothing is loaded from a folder, so it also runs built. */
const migrations: Readonly<Record<string, Migration>> = {
  '2026-11-first': first,
  '2026-11-ledger': ledger,
  '2026-11-site-keys': siteKeys,
  '2026-11-test-seed': testSeed,
  '2026-11-taking-back': takingBack,
  '2026-11-vcalm-handles': vcalmHandles,
  '2026-11-without-nonces': withoutNonces,
  '2026-12-trusted-lists': trustedLists,
};

/** Brings the tables up to date, in one transaction; safe beside another process doing the same. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('The database could not be migrated', { cause: error });
}
