import { DatabaseSync } from 'node:sqlite';

export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError';
}

/**
 * Leaves WAL mode, which writes everything into the one file, and which SQLite refuses while another connection is
 * open: the service that still runs would go on writing to a file that is not there any more.
 *
 * @throws DatabaseInUseError while any process has the database open
 */
export function makeOneFile(databaseFile: string): void {
  let sqlite: DatabaseSync | undefined;
  let mode: unknown;
  try {
    sqlite = new DatabaseSync(databaseFile, { timeout: 0 });
    mode = sqlite.prepare('pragma journal_mode = delete').get()?.['journal_mode'];
  } catch (error) {
    // A database that is no database any more is what a backup is restored for.
    const { errcode } = error as { errcode?: number };
    if (errcode === NOT_A_DATABASE || errcode === CORRUPT) return;
    throw new DatabaseInUseError('The database is in use', { cause: error });
  } finally {
    sqlite?.close();
  }
  if (mode !== 'delete') throw new DatabaseInUseError('The database is in use');
}

/** https://www.sqlite.org/rescode.html */
const NOT_A_DATABASE = 26;
const CORRUPT = 11;
