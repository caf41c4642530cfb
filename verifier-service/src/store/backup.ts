import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const BUSY_TIMEOUT = 5_000;

/**
 * Copies the database into a new file, as it is at one moment, while the service reads and writes on
 * (SQLite, `VACUUM INTO`: one read transaction, which in WAL mode holds up nobody). Complete or not there at all.
 *
 * @throws Error with the code `EEXIST` when there is such a file
 */
export function backUp(databaseFile: string, to: string): void {
  const draft = `${to}.${randomBytes(6).toString('hex')}`;
  // Nobody else's from the first byte on; SQLite fills a file that is there and empty.
  closeSync(openSync(draft, 'wx', 0o600));
  try {
    const sqlite = new DatabaseSync(databaseFile, { timeout: BUSY_TIMEOUT, readOnly: true });
    try {
      sqlite.prepare('vacuum into ?').run(draft);
    } finally {
      sqlite.close();
    }
    sync(draft);
    linkSync(draft, to);
  } finally {
    rmSync(draft, { force: true });
  }
  sync(dirname(to));
}

/** Nothing is safe before the disk has it; of a folder, its names. */
export function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
