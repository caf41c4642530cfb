import { isPostgres } from './dialect.ts';
import type { Database } from './open-database.ts';

/**
 * Part of a transaction that reads what a site has and then writes by it: one after the other for each site. On SQLite
 * whoever writes is alone already.
 */
export async function lockSite(transaction: Database, siteId: string): Promise<void> {
  if (!isPostgres(transaction)) return;
  // Not `for update`: rows that only name the site go on being written.
  await transaction.selectFrom('sites').select('id').where('id', '=', siteId).forNoKeyUpdate().execute();
}
