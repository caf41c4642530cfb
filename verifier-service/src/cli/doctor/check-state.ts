import { existsSync, statSync } from 'node:fs';
import type { Config } from '../../config.ts';
import { readSecretKeys } from '../../secrets/key-file.ts';
import { rememberedKids, secretMismatch } from '../../secrets/open-secrets.ts';
import { openDatabase } from '../../store/open-database.ts';
import { schemaState } from '../../store/migrations.ts';
import type { Database } from '../../store/open-database.ts';
import { storageProblem } from '../../store/storage-problem.ts';
import { tryWriting } from '../../store/try-writing.ts';
import { checkDisk } from './check-disk.ts';
import { fault, fine, type Finding } from './finding.ts';

/** State folder, database and secret key. Makes nothing that the first start would make; where there is a database, it is written to. */
export async function checkState(config: Config): Promise<Finding[]> {
  const { stateDirectory, databaseFile, secretKeyFile, migrateAtStart } = config;
  const folder = checkDisk(stateDirectory);
  if (!existsSync(databaseFile)) {
    // Where nothing can be made, nothing is going to be.
    const database = folder.ok ? [fine('database', `${databaseFile} is made at the first start`)] : [];
    return [folder, ...database, ...(folder.ok || existsSync(secretKeyFile) ? [checkKeyFile(secretKeyFile)] : [])];
  }
  try {
    const db = await openDatabase(databaseFile, { schema: 'as-is' });
    try {
      const schema = await checkSchema(db, migrateAtStart);
      if (schema.code === 'database_behind' || schema.code === 'database_too_new') return [folder, schema];
      await tryWriting(db, Date.now());
      return [folder, fine('database', databaseFile), schema, checkKeyFile(secretKeyFile, await rememberedKids(db))];
    } finally {
      await db.destroy();
    }
  } catch (error) {
    return [folder, databaseFault(databaseFile, error)];
  }
}

/** Looks only: what a newer doctor says must not stop the older service that runs. */
async function checkSchema(db: Database, migrateAtStart: boolean): Promise<Finding> {
  const { missing, problem } = await schemaState(db);
  if (!problem) return fine('tables', 'are those of this version');
  if (problem.code === 'database_behind') {
    return migrateAtStart
      ? fine('tables', `are brought up to date at the next start (${missing.length} steps)`)
      : fault('database_behind', 'tables', `lack ${missing.join(', ')}`, 'Run: coop-verifier migrate');
  }
  return fault(
    'database_too_new',
    'tables',
    'belong to a newer version, which changed what this one uses',
    'Install that version, or restore a backup from before it.',
  );
}

function databaseFault(databaseFile: string, error: unknown): Finding {
  const message = `${databaseFile}: ${(error as Error).message}`;
  return storageProblem(error)?.code === 'disk_full'
    ? fault('disk_full', 'database', message, 'Make room on its disk; the service resumes by itself.')
    : fault(
        'database_unusable',
        'database',
        message,
        'Give the service its own writable file on a local disk, or restore: coop-verifier restore --from FILE.',
      );
}

function checkKeyFile(file: string, remembered: ReadonlyMap<string, string> = new Map()): Finding {
  if (!existsSync(file)) {
    return remembered.size === 0
      ? fine('secret key', `${file} is made at the first start`)
      : fault(
          'secret_key_missing',
          'secret key',
          `${file} is missing, and the database was sealed with it`,
          'Restore it from your backup.',
        );
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    return fault('secret_key_open', 'secret key', `${file} can be read by other users`, `Run: chmod 600 ${file}`);
  }
  try {
    const mismatch = secretMismatch(readSecretKeys(file), remembered);
    return mismatch
      ? fault('secret_key_wrong', 'secret key', mismatch, 'Restore the file that belongs to this database.')
      : fine('secret key', file);
  } catch (error) {
    return fault('secret_key_invalid', 'secret key', (error as Error).message, 'Restore it from your backup.');
  }
}
