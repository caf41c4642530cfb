import { sql } from 'kysely';
import { copyDatabase, countRows, type CopiedTable } from './copy-database.ts';
import { DatabaseInUseError, makeOneFile } from './make-one-file.ts';
import { openDatabase, type Database } from './open-database.ts';
import { copiedTables, passingTables } from './tables.ts';

/** There is something in the database that a copy was to be put into. */
export class DatabaseNotEmptyError extends Error {
  override readonly name = 'DatabaseNotEmptyError';
}

/** What a PostgreSQL holds at one moment, as a SQLite file, while services read and write on. */
export async function copyOut(url: string, file: string): Promise<readonly CopiedTable[]> {
  const copied = await withBoth(url, file, 'require', (postgres, sqlite) =>
    postgres
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((from) => sqlite.transaction().execute((to) => copyDatabase(from, to))),
  );
  makeOneFile(file);
  return copied;
}

/**
 * Puts what a SQLite file holds into a PostgreSQL, in one transaction that is verified before it ends.
 *
 * @param former whether what is there goes, or nothing may be there
 * @throws DatabaseInUseError while a service is connected to it
 * @throws DatabaseNotEmptyError
 * @throws CopyError
 */
export function copyIn(url: string, file: string, former: 'replace' | 'none'): Promise<readonly CopiedTable[]> {
  return withBoth(url, file, 'migrate', (postgres, sqlite) =>
    postgres.transaction().execute(async (to) => {
      // Whoever comes while this goes on waits for it.
      for (const name of [...copiedTables.map((table) => table.name), ...passingTables])
        await sql`lock table ${sql.table(name)} in access exclusive mode`.execute(to);
      await refuseServices(to);
      if (former === 'none' && (await countRows(to)) > 0) throw new DatabaseNotEmptyError('The database is not empty');
      for (const name of [...passingTables, ...copiedTables.map((table) => table.name).toReversed()])
        await sql`delete from ${sql.table(name)}`.execute(to);
      return sqlite.transaction().execute((from) => copyDatabase(from, to));
    }),
  );
}

/** Whether anything but empty tables, or not even those, is there; no service may be connected. */
export async function holdsAnything(url: string): Promise<boolean> {
  const db = await openDatabase(url, { unhurried: true });
  try {
    await refuseServices(db);
    return (await countRows(db)) > 0;
  } finally {
    await db.destroy();
  }
}

/** @throws DatabaseInUseError while a service is connected; its connections are named `coop-verifier` */
async function refuseServices(db: Database): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity
    where datname = current_database() and application_name = 'coop-verifier'`.execute(db);
  if (Number(rows[0]?.count ?? 0) > 0) throw new DatabaseInUseError('A service is connected to the database');
}

async function withBoth<T>(
  url: string,
  file: string,
  schema: 'migrate' | 'require',
  work: (postgres: Database, sqlite: Database) => Promise<T>,
): Promise<T> {
  const postgres = await openDatabase(url, { schema, unhurried: true });
  try {
    const sqlite = await openDatabase(file);
    try {
      // From the first transaction on, nobody else opens it.
      await sql`pragma locking_mode = exclusive`.execute(sqlite);
      return await work(postgres, sqlite);
    } finally {
      await sqlite.destroy();
    }
  } finally {
    await postgres.destroy();
  }
}
