import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { DiskSync } from './disk-sync.ts';
import { isPostgresUrl } from './location.ts';
import { migrate, schemaState } from './migrations.ts';
import { refuseMovedAway } from './move-mark.ts';
import { NodeSqliteDialect } from './node-sqlite.ts';
import { SchemaError } from './run-migrations.ts';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;

/** Older ones can corrupt a database in WAL mode (the WAL-reset bug, fixed in 3.51.3). */
const LEAST_SQLITE = [3, 51, 3] as const;
const BUSY_TIMEOUT = 5000;

/** SQLite gives its further files the mode of the first one. */
const FOR_US_ALONE = 0o600;

/**
 * Opens the database and brings the tables up to date.
 *
 * @param database the path of a SQLite file, or the URL of a PostgreSQL
 * @throws SchemaError where they belong to a newer build; or, told not to migrate, to an older one
 * @throws DatabaseUnreachableError
 * @throws MovedError where a SQLite file was moved away
 */
export async function openDatabase(database: string, options: OpenOptions = {}): Promise<Database> {
  const db = isPostgresUrl(database) ? await openPostgres(database, options) : openSqlite(database, options);
  try {
    await prepareSchema(db, database, options);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

/** Loaded only where it is used: an embedded database starts without it. */
async function openPostgres(url: string, { unhurried = false }: OpenOptions): Promise<Database> {
  const { createPostgresDialect } = await import('./postgres.ts');
  return new Kysely<Schema>({ dialect: createPostgresDialect(url, { unhurried }) });
}

/**
 * The file with settings under which an acknowledged write survives `kill -9` and, with our driver's syncs, a power cut;
 * asserts that they took.
 */
function openSqlite(file: string, { onDiskFailed }: OpenOptions): Database {
  refuseMovedAway(file);
  if (file !== ':memory:') closeSync(openSync(file, 'a', FOR_US_ALONE));
  const sqlite = new DatabaseSync(file, { timeout: BUSY_TIMEOUT, enableForeignKeyConstraints: true });
  try {
    assertDurable(sqlite);
    // Beside the file itself, where this one is a link.
    const log = openSync(`${sqlite.location()}-wal`, 'a', FOR_US_ALONE);
    const disk = new DiskSync(log, { onFailure: onDiskFailed });
    return new Kysely<Schema>({ dialect: new NodeSqliteDialect(sqlite, disk) });
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

export interface OpenOptions {
  /** Whether tables of an older build are brought up to date (by default), refused, or taken as they are. */
  readonly schema?: 'migrate' | 'require' | 'as-is';
  /** On PostgreSQL, for what may take long: no statement is broken off. */
  readonly unhurried?: boolean;
  /** Of a SQLite file, once: what was committed may not be on the disk, and this database answers nothing any more. */
  readonly onDiskFailed?: ((error: unknown) => void) | undefined;
}

async function prepareSchema(db: Database, database: string, options: OpenOptions): Promise<void> {
  const { schema = 'migrate', unhurried = false } = options;
  if (schema === 'migrate')
    await (isPostgresUrl(database) && !unhurried ? migrateUnhurried(db, database) : migrate(db));
  if (schema !== 'require') return;
  const { problem } = await schemaState(db);
  if (problem) throw new SchemaError(problem);
}

/** A new index of a large table takes longer than anything else may. */
async function migrateUnhurried(db: Database, database: string): Promise<void> {
  const { missing, problem } = await schemaState(db);
  if (missing.length === 0 && !problem) return;
  const patient = await openPostgres(database, { unhurried: true });
  try {
    await migrate(patient);
  } finally {
    await patient.destroy();
  }
}

function assertDurable(sqlite: DatabaseSync): void {
  const version = String(pragma(sqlite, 'select sqlite_version() as value'));
  if (!isRecentSqlite(version)) throw new Error(`SQLite ${version} is older than ${LEAST_SQLITE.join('.')}`);

  sqlite.exec('pragma journal_mode = wal; pragma synchronous = normal;');
  const journal = pragma(sqlite, 'select journal_mode as value from pragma_journal_mode');
  if (journal !== 'wal') throw new Error(`SQLite journal mode is ${String(journal)}, not wal: is the file on a disk?`);
  const synchronous = pragma(sqlite, 'select synchronous as value from pragma_synchronous');
  if (synchronous !== 1) throw new Error('SQLite did not take synchronous = normal');
}

export function isRecentSqlite(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of LEAST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

function pragma(sqlite: DatabaseSync, sql: string): unknown {
  return sqlite.prepare(sql).get()?.['value'];
}
