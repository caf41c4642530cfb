import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { migrate, schemaState } from './migrations.ts';
import { SchemaError } from './run-migrations.ts';
import { NodeSqliteDialect } from './node-sqlite.ts';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;

/** Older ones can corrupt a database in WAL mode (the WAL-reset bug, fixed in 3.51.3). */
const LEAST_SQLITE = [3, 51, 3] as const;
const BUSY_TIMEOUT = 5000;

/** SQLite gives its further files the mode of the first one. */
const FOR_US_ALONE = 0o600;

/**
 * Opens the database file with settings under which an acknowledged write survives `kill -9` and a power cut,
 * asserts that they took, and brings the tables up to date.
 *
 * @throws SchemaError where they belong to a newer build; or, told not to migrate, to an older one
 */
export async function openDatabase(file: string, options: OpenOptions = {}): Promise<Database> {
  if (file !== ':memory:') closeSync(openSync(file, 'a', FOR_US_ALONE));
  const sqlite = new DatabaseSync(file, { timeout: BUSY_TIMEOUT, enableForeignKeyConstraints: true });
  try {
    assertDurable(sqlite);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(sqlite) });
  try {
    await prepareSchema(db, options);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

export interface OpenOptions {
  /** Whether tables of an older build are brought up to date (by default), refused, or taken as they are. */
  readonly schema?: 'migrate' | 'require' | 'as-is';
}

async function prepareSchema(db: Database, { schema = 'migrate' }: OpenOptions): Promise<void> {
  if (schema === 'migrate') await migrate(db);
  if (schema !== 'require') return;
  const { problem } = await schemaState(db);
  if (problem) throw new SchemaError(problem);
}

function assertDurable(sqlite: DatabaseSync): void {
  const version = String(pragma(sqlite, 'select sqlite_version() as value'));
  if (!isRecentSqlite(version)) throw new Error(`SQLite ${version} is older than ${LEAST_SQLITE.join('.')}`);

  sqlite.exec('pragma journal_mode = wal; pragma synchronous = full;');
  const journal = pragma(sqlite, 'select journal_mode as value from pragma_journal_mode');
  if (journal !== 'wal') throw new Error(`SQLite journal mode is ${String(journal)}, not wal: is the file on a disk?`);
  const synchronous = pragma(sqlite, 'select synchronous as value from pragma_synchronous');
  if (synchronous !== 2) throw new Error('SQLite did not take synchronous = full');
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
