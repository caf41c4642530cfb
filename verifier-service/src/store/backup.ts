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
  try {
    if (isPostgresUrl(database)) {
      makeEmpty(draft);
      await copyOut(database, draft);
    } else copySqlite(database, draft);
    sync(draft);
    linkSync(draft, to);
  } finally {
    for (const more of ['', '-wal', '-shm']) rmSync(draft + more, { force: true });
  }
  syncFolder(dirname(to));
}

/** As it is at one moment, with what only its log holds: one read transaction, which in WAL mode holds up nobody. */
export function copySqlite(from: string, to: string): void {
  makeEmpty(to);
  const sqlite = new DatabaseSync(from, { timeout: BUSY_TIMEOUT, readOnly: true });
  try {
    sqlite.prepare('vacuum into ?').run(to);
  } finally {
    sqlite.close();
  }
}

/** Nobody else's from the first byte on; SQLite fills a file that is there and empty. */
function makeEmpty(file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
}
