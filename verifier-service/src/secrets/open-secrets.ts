import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Database } from '../store/open-database.ts';
import { createSecretKeyFile, readSecretKeys, type SecretKey } from './key-file.ts';
import { createSeal, type Seal } from './seal.ts';

const CHECK = 'secret-key-check:';

/**
 * The seal of this installation. The file is made at the very first start; the database remembers a check value
 * of each key, so that a start with other keys stops here instead of finding out later (DESIGN §7).
 */
export async function openSecrets(db: Database, file: string): Promise<Seal> {
  const remembered = await rememberedKids(db);
  if (!existsSync(file)) {
    if (remembered.size > 0) {
      throw new Error(`The secret key file ${file} is missing, and the database was sealed with it: restore it`);
    }
    createSecretKeyFile(file);
  }
  const keys = readSecretKeys(file);
  const mismatch = secretMismatch(keys, remembered);
  if (mismatch) throw new Error(mismatch);

  const fresh = keys.filter(({ kid }) => !remembered.has(kid));
  if (fresh.length > 0) {
    const values = fresh.map((key) => ({ name: CHECK + key.kid, value: checkValue(key) }));
    await db
      .insertInto('meta')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const raced = secretMismatch(keys, await rememberedKids(db));
    if (raced) throw new Error(raced);
  }
  return createSeal(keys);
}

/** The check values in the database, by kid. */
export async function rememberedKids(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('meta').selectAll().where('name', 'like', `${CHECK}%`).execute();
  return new Map(rows.map(({ name, value }) => [name.slice(CHECK.length), value]));
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
