import { isPostgres } from './dialect.ts';
import type { Database } from './open-database.ts';

/**
 * Whether a site's collected verification still holds; asked within the transaction that builds on it, and true until
 * that ends: who takes it back or forgets it meanwhile waits, and finds what was built on it.
 */
export async function isLive(db: Database, siteId: string, verificationId: string, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('verifications')
    .select('id')
    .where('site_id', '=', siteId)
    .where('id', '=', verificationId)
    .where('collected_at', 'is not', null)
    .where('grant_until', '>', now)
    .where('state', '=', 'live')
    .$if(isPostgres(db), (query) => query.forShare())
    .executeTakeFirst();
  return row !== undefined;
}
