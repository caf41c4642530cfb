import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { inTransaction } from '../store/in-transaction.ts';
import type { Database } from '../store/open-database.ts';
import { createSecretKeyFile, readSecretKeys, type SecretKey } from './key-file.ts';
import { createSeal, type Seal } from './seal.ts';
import { watchKeys } from './watch-keys.ts';

export const CHECK = 'secret-key-check:';

/** The secret key file does not open this database; the code is doctor's. */
export class SecretKeyError extends Error {
  override readonly name = 'SecretKeyError';
  readonly code: 'secret_key_missing' | 'secret_key_wrong';

  constructor(code: SecretKeyError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The seal of this installation. The file is made at the very first start; the database remembers a check value
 * of each key that sealed something, so that a start with other keys stops here instead of finding out later.
 */
export async function openSecrets(db: Database, file: string): Promise<Seal> {
  const remembered = await rememberedKids(db);
  if (!existsSync(file)) {
    if (remembered.size > 0) {
      throw new SecretKeyError(
        'secret_key_missing',
        `The secret key file ${file} is missing, and the database was sealed with it: restore it`,
      );
    }
    createSecretKeyFile(file);
  }
  const keys = readSecretKeys(file);
  const mismatch = secretMismatch(keys, remembered);
  if (mismatch) throw new SecretKeyError('secret_key_wrong', mismatch);

  // The one that seals from now on. The others were remembered when they did, until a rotation let them go.
  const [newest] = keys;
  if (newest && !remembered.has(newest.kid)) {
    await db
      .insertInto('meta')
      .values({ name: CHECK + newest.kid, value: checkValue(newest) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const raced = secretMismatch(keys, await rememberedKids(db));
    if (raced) throw new SecretKeyError('secret_key_wrong', raced);
  }
  return createSeal(watchKeys(file));
}

/** The check values in the database, by kid. */
export async function rememberedKids(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('meta').selectAll().where('name', 'like', `${CHECK}%`).execute();
  return checkValuesIn(rows);
}

/** The check values among rows of `meta`, by kid. */
export function checkValuesIn(rows: readonly { readonly name: string; readonly value: string }[]) {
  const values = rows.filter(({ name }) => name.startsWith(CHECK));
  return new Map(values.map(({ name, value }) => [name.slice(CHECK.length), value]));
}

/** Lets these keys go, in one transaction with the look that nothing is sealed with them any more. */
export async function forgetKids(
  db: Database,
  kids: readonly string[],
  countLeft: (transaction: Database) => Promise<number>,
): Promise<void> {
  if (kids.length === 0) return;
  await inTransaction(db, async (transaction) => {
    if ((await countLeft(transaction)) > 0)
      throw new Error('Something was sealed with an old key meanwhile: run it again');
    const names = kids.map((kid) => CHECK + kid);
    await transaction.deleteFrom('meta').where('name', 'in', names).execute();
  });
}

/** What is wrong between file and database, in one sentence; undefined when they belong together. */
export function secretMismatch(keys: readonly SecretKey[], remembered: ReadonlyMap<string, string>) {
  for (const [kid, value] of remembered) {
    const key = keys.find((candidate) => candidate.kid === kid);
    if (!key) return `The secret key file lacks the key ${kid}, which the database was sealed with: restore it`;
    if (checkValue(key) !== value) return `The key ${kid} in the secret key file is not the one the database knows`;
  }
  return undefined;
}

function checkValue({ key }: SecretKey): string {
  return createHmac('sha256', key).update('coop-credentials secret key check').digest('base64url');
}
