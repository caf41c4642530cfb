import { createHash } from 'node:crypto';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Schema } from './schema.ts';
import { copiedTables } from './tables.ts';

type AnyDatabase = Kysely<Schema>;
type Row = Readonly<Record<string, string | number | null>>;

/** Rows read, and written, at once: PostgreSQL takes 65,535 values in one statement, SQLite 32,766. */
const BATCH = 500;

export interface CopiedTable {
  readonly table: string;
  readonly rows: number;
  /** Of all rows, whatever their order: SHA-256 of each, added up. */
  readonly digest: string;
}

/** A copy holds what it is not a copy of: nothing of it counts. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

/**
 * Copies every row from one database into another whose tables are empty, reads all of it back and compares: the number
 * of rows and what is in each. Both are transactions of the caller, so that it is all or nothing of one moment.
 *
 * @throws CopyError where what was read back is not what was written
 */
export async function copyDatabase(from: AnyDatabase, to: AnyDatabase): Promise<readonly CopiedTable[]> {
  const copied: CopiedTable[] = [];
  for (const { name, key } of copiedTables) {
    const written = await summed(name, rowsOf(from, name, key), (rows) => insert(to, name, rows));
    const found = await summed(name, rowsOf(to, name, key));
    if (found.rows !== written.rows || found.digest !== written.digest) {
      throw new CopyError(`The table ${name} is not what it was copied of: ${found.rows} rows of ${written.rows}`);
    }
    copied.push(written);
  }
  return copied;
}

/** How many rows there are in all. */
export async function countRows(db: AnyDatabase): Promise<number> {
  let count = 0;
  for (const { name } of copiedTables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(db);
    count += Number(rows[0]?.count ?? 0);
  }
  return count;
}

/** A table's rows in the order of its key, some at a time: nothing but one batch is in memory. */
async function* rowsOf(db: AnyDatabase, table: string, key: readonly string[]): AsyncGenerator<readonly Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let after: RawBuilder<unknown> = sql``;
  for (;;) {
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} ${after} order by ${columns} limit ${BATCH}`.execute(db);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = sql`where (${columns}) > (${sql.join(key.map((column) => last[column]))})`;
  }
}

async function insert(db: AnyDatabase, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const values = sql.join(rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`));
  try {
    await sql`insert into ${sql.table(table)} (${names}) values ${values}`.execute(db);
  } catch (error) {
    if (!isData(error)) throw error;
    throw new CopyError(`The table ${table} has a row that PostgreSQL does not take: ${error.message}`, {
      cause: error,
    });
  }
}

/** SQLSTATE class 22: a character that is none, a number that is too large. */
const isData = (error: unknown): error is Error =>
  error instanceof Error && /^22/.test(String((error as { readonly code?: unknown }).code));

async function summed(
  table: string,
  batches: AsyncIterable<readonly Row[]>,
  each: (rows: readonly Row[]) => Promise<void> = async () => undefined,
): Promise<CopiedTable> {
  let [rows, sum] = [0, 0n];
  for await (const batch of batches) {
    await each(batch);
    rows += batch.length;
    for (const row of batch) sum = (sum + digestOf(row)) % WHOLE;
  }
  return { table, rows, digest: sum.toString(16).padStart(64, '0') };
}

const WHOLE = 1n << 256n;

/** Column by column in the order of their names, which the two databases need not share. */
function digestOf(row: Row): bigint {
  const entries = Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return BigInt(`0x${createHash('sha256').update(JSON.stringify(entries)).digest('hex')}`);
}
