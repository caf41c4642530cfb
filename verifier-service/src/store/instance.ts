import { newId } from '../secrets/tokens.ts';
import type { Database } from './open-database.ts';

/** Names this database among all verifiers; told at `/healthz`. Random and made of nothing, so it tells nothing. */
export const INSTANCE = 'instance';
const PUBLIC_URL = 'public-url';

/** Undefined until a service has run with this database. */
export const findInstance = (db: Database): Promise<string | undefined> => find(db, INSTANCE);

/** The address that the service ran with last. */
export const lastPublicUrl = (db: Database): Promise<string | undefined> => find(db, PUBLIC_URL);

/** The name of this database, made once. */
export async function openInstance(db: Database): Promise<string> {
  const known = await findInstance(db);
  if (known !== undefined) return known;
  const fresh = newId('in');
  await db
    .insertInto('meta')
    .values({ name: INSTANCE, value: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await findInstance(db)) ?? fresh;
}

/** Commands in another terminal, with other settings, find out by it. */
export async function rememberPublicUrl(db: Database, publicUrl: string): Promise<void> {
  if ((await lastPublicUrl(db)) === publicUrl) return;
  await db
    .insertInto('meta')
    .values({ name: PUBLIC_URL, value: publicUrl })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: publicUrl }))
    .execute();
}

async function find(db: Database, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}
