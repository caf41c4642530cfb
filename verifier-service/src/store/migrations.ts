import type { Migration } from 'kysely/migration';
import { first } from './migrations/2026-11-first.ts';
import { withoutNonces } from './migrations/2026-11-without-nonces.ts';
import { siteKeys } from './migrations/2026-11-site-keys.ts';
import { ledger } from './migrations/2026-11-ledger.ts';
import { takingBack } from './migrations/2026-11-taking-back.ts';
import { testSeed } from './migrations/2026-11-test-seed.ts';
import { feedReads } from './migrations/2026-12-02-feed-reads.ts';
import { encryptedAnswers } from './migrations/2026-12-03-encrypted-answers.ts';
import { waysOfAsking } from './migrations/2026-12-04-ways-of-asking.ts';
import { replicas } from './migrations/2026-12-05-replicas.ts';
import { policyPages } from './migrations/2026-12-06-policy-pages.ts';
import { trustedLists } from './migrations/2026-12-trusted-lists.ts';
import { vcalmHandles } from './migrations/2026-11-vcalm-handles.ts';
import { createMigrations } from './run-migrations.ts';

/** Every migration by its name, in order. A static map: nothing is loaded from a folder, so it also runs built. */
export const migrations: Readonly<Record<string, Migration>> = {
  '2026-11-first': first,
  '2026-11-ledger': ledger,
  '2026-11-site-keys': siteKeys,
  '2026-11-taking-back': takingBack,
  '2026-11-test-seed': testSeed,
  '2026-11-vcalm-handles': vcalmHandles,
  '2026-11-without-nonces': withoutNonces,
  '2026-12-02-feed-reads': feedReads,
  '2026-12-03-encrypted-answers': encryptedAnswers,
  '2026-12-04-ways-of-asking': waysOfAsking,
  '2026-12-05-replicas': replicas,
  '2026-12-06-policy-pages': policyPages,
  '2026-12-trusted-lists': trustedLists,
};

/**
 * Those after which a build that does not know them cannot work any more: they take away or change what it uses. All
 * others only add what it need not know (decision 9).
 */
export const contracting: ReadonlySet<string> = new Set<string>();

export const { migrate, schemaState } = createMigrations(migrations, contracting);
