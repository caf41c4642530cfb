import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../store/open-database.ts';
import { addSecretKey, readSecretKeys } from './key-file.ts';
import { forgetKids, openSecrets, rememberedKids } from './open-secrets.ts';
import { sealedColumns, type SealedColumn } from './sealed-columns.ts';
import type { Seal } from './seal.ts';

export interface Rotation {
  /** Of the newest key, which everything is under now. */
  readonly kid: string;
  /** Whether a key was made; false when an interrupted rotation was finished, or a line had been added by hand. */
  readonly added: boolean;
  readonly rewrapped: number;
  /** Keys whose lines may be removed from the file. */
  readonly removable: readonly string[];
}

/** Values re-wrapped between two looks; each is a write of its own, so that the service goes on meanwhile. */
const BATCH = 200;

/**
 * Puts everything that is sealed under a new key. What is inside never changes: signing keys and pairwise secrets
 * stay, so every holder id does.
 *
 * Safe to interrupt at any point: the file has the new key before anything is sealed with it, and keeps the old one;
 * only when nothing is left under the old one does the database forget it. Running it again finishes what was begun.
 */
export async function rotateSecrets(db: Database, file: string): Promise<Rotation> {
  await openSecrets(db, file);
  const columns = await sealedColumns(db);
  const before = readSecretKeys(file)[0]!.kid;
  const known = await rememberedKids(db);
  const unfinished = known.size > 1 || (await countUnderAnother(db, columns, before)) > 0;
  if (!unfinished) addSecretKey(file);

  const seal = await openSecrets(db, file);
  const keys = readSecretKeys(file);
  const { kid } = keys[0]!;
  let rewrapped = 0;
  // Again until none is left: the running service may seal one more before it sees the new file.
  for (let round = -1; round !== 0; rewrapped += round) {
    round = 0;
    for (const column of columns) round += await rewrapColumn(db, seal, column, kid);
  }
  const old = keys.slice(1).map((key) => key.kid);
  await forgetKids(db, old, (transaction) => countUnderAnother(transaction, columns, kid));
  return { kid, added: !unfinished, rewrapped, removable: old };
}

async function rewrapColumn(db: Database, seal: Seal, at: SealedColumn, kid: string): Promise<number> {
  const [table, value] = [sql.table(at.table), sql.ref(at.column)];
  const found = await sql<{ sealed: string }>`
    select distinct ${value} as sealed from ${table} where ${isUnderAnother(value, kid)} limit ${BATCH}`.execute(db);
  const old = found.rows.map(({ sealed }) => sealed);
  if (old.length === 0) return 0;
  // A value that changed meanwhile is none of these, and is left to the next round.
  const cases = sql.join(
    old.map((sealed) => sql`when ${sealed} then ${seal.rewrap(sealed)}`),
    sql` `,
  );
  await sql`update ${table} set ${value} = case ${value} ${cases} end where ${value} in (${sql.join(old)})`.execute(db);
  return old.length;
}

/** How many values are sealed with another key than this one. */
async function countUnderAnother(db: Database, columns: readonly SealedColumn[], kid: string): Promise<number> {
  let count = 0;
  for (const at of columns) {
    const found = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(at.table)}
      where ${isUnderAnother(sql.ref(at.column), kid)}`.execute(db);
    count += Number(found.rows[0]?.count ?? 0);
  }
  return count;
}

/** Not by `like`, to which an underscore in a kid is any letter. */
const isUnderAnother = (value: RawBuilder<unknown>, kid: string) =>
  sql`substr(${value}, 1, ${sql.lit(kid.length + 1)}) <> ${`${kid}:`}`;
