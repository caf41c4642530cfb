import { openDatabase, type Database } from '../../store/open-database.ts';

/**
 * What is found in the database as it is, which is closed again whatever happens: an open connection would keep the
 * command from ending.
 *
 * @returns undefined where it cannot be asked, as the check of the database tells
 */
export async function lookInDatabase<T>(database: string, look: (db: Database) => Promise<T>): Promise<T | undefined> {
  try {
    const db = await openDatabase(database, { schema: 'as-is' });
    try {
      return await look(db);
    } finally {
      await db.destroy();
    }
  } catch {
    return undefined;
  }
}
