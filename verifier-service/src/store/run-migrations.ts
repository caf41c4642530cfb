import { problem, type Problem } from '@coop-credentials/core';
import { sql, type Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator, type Migration } from 'kysely/migration';
import type { Schema } from './schema.ts';

/** How the tables are, as seen by this build. */
export interface SchemaState {
  /** Names of migrations that this build has and the database lacks. */
  readonly missing: readonly string[];
  /** Names of migrations that a newer build made. */
  readonly unknown: readonly string[];
  /** `database_too_new` or `database_behind`; undefined while this build can work with it. */
  readonly problem: Problem | undefined;
}

/** This build does not work with this database; its code is a problem's. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly problem: Problem;

  constructor(found: Problem) {
    super(
      found.code === 'database_too_new'
        ? 'The database belongs to a newer version of coop-verifier, which this one does not know. Start that version, or restore a backup from before it.'
        : 'The database is not brought up to date. Run: coop-verifier migrate',
    );
    this.problem = found;
  }
}

/** In `meta`: the migration that a build has to know to work with these tables. */
export const NEEDED = 'schema-needed';

/** The last one from before there was such a row. */
const BASE = '2026-11-without-nonces';

/**
 * Migrations in two steps, so that replicas are upgraded one by one (decision 9). One that only adds lets older builds
 * go on; one that takes away says so in the database, in its own transaction, and older builds refuse to start.
 */
export function createMigrations(
  migrations: Readonly<Record<string, Migration>>,
  contracting: ReadonlySet<string> = new Set(),
) {
  const known = new Set(Object.keys(migrations));
  const all = Object.fromEntries(
    Object.entries(migrations).map(([name, one]) => [name, contracting.has(name) ? marking(name, one) : one]),
  );

  async function schemaState(db: Kysely<Schema>): Promise<SchemaState> {
    const executed = await executedMigrations(db);
    const missing = [...known].filter((name) => !executed.has(name));
    const unknown = [...executed].filter((name) => !known.has(name));
    const isTooNew = unknown.length > 0 && (missing.length > 0 || !known.has(await neededBy(db)));
    const code = isTooNew ? 'database_too_new' : missing.length > 0 ? 'database_behind' : undefined;
    return { missing, unknown, problem: code && problem(code) };
  }

  return {
    schemaState,

    /**
     * Brings the tables up to date, in one transaction; safe beside another process doing the same.
     * @returns what was done
     * @throws SchemaError where a newer build changed what this one uses
     */
    migrate: async (db: Kysely<Schema>): Promise<readonly string[]> => {
      const { unknown, problem: found } = await schemaState(db);
      if (found?.code === 'database_too_new') throw new SchemaError(found);
      if (unknown.length > 0) return [];
      // Two that only add may come in either order, as they were merged.
      const provider = { getMigrations: async () => all };
      const migrator = new Migrator({ db, provider, allowUnorderedMigrations: true });
      const { error, results = [] } = await migrator.migrateToLatest();
      if (error)
        throw error instanceof Error ? error : new Error('The database could not be migrated', { cause: error });
      return results.map(({ migrationName }) => migrationName);
    },
  };
}

/** The same, noting in the same transaction that builds must know it. */
function marking(name: string, { up, ...rest }: Migration): Migration {
  return {
    ...rest,
    up: async (db) => {
      await up(db);
      await (db as Kysely<Schema>)
        .insertInto('meta')
        .values({ name: NEEDED, value: name })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: name }))
        .execute();
    },
  };
}

async function neededBy(db: Kysely<Schema>): Promise<string> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', NEEDED).executeTakeFirst();
  return row?.value ?? BASE;
}

/** What PostgreSQL says of a table that is not there; SQLite has no number for it. */
const UNDEFINED_TABLE = '42P01';

/** Asked every second by `/readyz`: only where there is no such table are the tables looked at. */
async function executedMigrations(db: Kysely<Schema>): Promise<ReadonlySet<string>> {
  try {
    const { rows } = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return new Set();
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
    if (tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) throw error;
    return new Set();
  }
}
