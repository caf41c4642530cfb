import { randomBytes } from 'node:crypto';
import { closeSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isPostgresUrl } from './location.ts';
import { copyOut } from './postgres-copies.ts';
import { sync, syncFolder } from './sync.ts';

const BUSY_TIMEOUT = 5_000;

/**
 * Copies the database into a new file, as it is at one moment, while the service reads and writes on. Complete or not
 * there at all. The file is a SQLite database whichever the service runs on, so that either restores it.
 *
 * @throws Error with the code `EEXIST` when there is such a file
 */
export async function backUp(database: string, to: string): Promise<void> {
  const draft = `${to}.${randomBytes(6).toString('hex')}`;
  // Nobody else's from the first byte on; SQLite fills a file that is there and empty.
  closeSync(openSync(draft, 'wx', 0o600));
  try {
    if (isPostgresUrl(database)) await copyOut(database, draft);
    else vacuumInto(database, draft);
    sync(draft);
    linkSync(draft, to);
  } finally {
    for (const more of ['', '-wal', '-shm']) rmSync(draft + more, { force: true });
  }
  syncFolder(dirname(to));
}

/** One read transaction, which in WAL mode holds up nobody. */
function vacuumInto(databaseFile: string, draft: string): void {
  const sqlite = new DatabaseSync(databaseFile, { timeout: BUSY_TIMEOUT, readOnly: true });
  try {
    sqlite.prepare('vacuum into ?').run(draft);
  } finally {
    sqlite.close();
  }
}
