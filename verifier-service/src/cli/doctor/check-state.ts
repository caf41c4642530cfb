import { sql } from 'kysely';
import { existsSync, statSync } from 'node:fs';
import type { Config } from '../../config.ts';
import { readSecretKeys } from '../../secrets/key-file.ts';
import { rememberedKids, secretMismatch } from '../../secrets/open-secrets.ts';
import { isPostgres } from '../../store/dialect.ts';
import { MovedError, refuseMarked, refuseMovedAway } from '../../store/move-mark.ts';
import { openDatabase, type Database } from '../../store/open-database.ts';
import { migrations, schemaState } from '../../store/migrations.ts';
import type { SchemaState } from '../../store/run-migrations.ts';
import { isPostgresUrl, isThere, shownDatabase } from '../../store/location.ts';
import { storageProblem } from '../../store/storage-problem.ts';
import { tryWriting } from '../../store/try-writing.ts';
import { postgresCause } from '../postgres-cause.ts';
import { checkDisk } from './check-disk.ts';
import { fault, fine, type Finding } from './finding.ts';

/** State folder, database and secret key. Makes nothing that the first start would make; where there is a database, it is written to. */
export async function checkState(config: Config): Promise<Finding[]> {
  const { stateDirectory, database, secretKeyFile, migrateAtStart } = config;
  const folder = checkDisk(stateDirectory);
  try {
    refuseMovedAway(database);
    if (!isThere(database)) {
      // Where nothing can be made, nothing is going to be.
      const made = folder.ok ? [fine('database', `${database} is made at the first start`)] : [];
      return [folder, ...made, ...(folder.ok || existsSync(secretKeyFile) ? [checkKeyFile(secretKeyFile)] : [])];
    }
    const db = await openDatabase(database, { schema: 'as-is' });
    try {
      const state = await schemaState(db);
      // A server may have an empty database ready for us.
      if (state.missing.length === Object.keys(migrations).length && migrateAtStart) {
        const made = fine('database', `${shown(database)} gets its tables at the first start`);
        return [folder, made, checkKeyFile(secretKeyFile)];
      }
      const schema = checkSchema(state, migrateAtStart);
      if (schema.code === 'database_behind' || schema.code === 'database_too_new') return [folder, schema];
      await refuseMarked(db, database);
      await tryWriting(db, Date.now());
      return [
        folder,
        await checkDurability(db, database),
        schema,
        checkKeyFile(secretKeyFile, await rememberedKids(db)),
      ];
    } finally {
      await db.destroy();
    }
  } catch (error) {
    return [folder, databaseFault(database, error)];
  }
}

/** Looks only: what a newer doctor says must not stop the older service that runs. */
function checkSchema({ missing, problem }: SchemaState, migrateAtStart: boolean): Finding {
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

function databaseFault(database: string, error: unknown): Finding {
  if (error instanceof MovedError) return fault(error.code, 'database', error.message, error.ways.join(' '));
  if (isPostgresUrl(database)) {
    const { message, cure } = postgresCause(error, 'DATABASE_URL');
    return fault('database_unreachable', 'database', `${shown(database)}: ${message}`, cure);
  }
  const message = `${shown(database)}: ${(error as Error).message}`;
  return storageProblem(error)?.code === 'disk_full'
    ? fault('disk_full', 'database', message, 'Make room on its disk; the service resumes by itself.')
    : fault(
        'database_unusable',
        'database',
        message,
        'Give the service its own writable file on a local disk, or restore: coop-verifier restore --from FILE.',
      );
}

/** Settings of a PostgreSQL under which it forgets what it acknowledged, when it or its machine dies. */
async function checkDurability(db: Database, database: string): Promise<Finding> {
  if (!isPostgres(db)) return fine('database', database);
  const { rows } = await sql<{ name: string }>`
    select name from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name`.execute(db);
  if (rows.length === 0) return fine('database', shownDatabase(database));
  return fault(
    'database_not_durable',
    'database',
    `${shownDatabase(database)} runs with ${rows.map(({ name }) => `${name}=off`).join(', ')}`,
    'Set them on in postgresql.conf: what was acknowledged must survive a power cut, or uses are given out twice.',
  );
}

const shown = (database: string) => (isPostgresUrl(database) ? shownDatabase(database) : database);

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
