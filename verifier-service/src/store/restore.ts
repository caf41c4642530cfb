import { randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sync } from './backup.ts';

export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError';
}

/**
 * Puts a backup in the database's place. The one that was there is moved aside, never deleted.
 *
 * @param prepare what is done to the copy before it is in its place; it may read the former database
 * @returns where the former database is now, undefined when there was none; and what `prepare` returned
 * @throws DatabaseInUseError while any process has the database open
 */
export async function restore<T>(
  { from, databaseFile, asideAs }: { from: string; databaseFile: string; asideAs: string },
  prepare: (draft: string, former: string | undefined) => Promise<T>,
): Promise<{ readonly aside?: string; readonly prepared: T }> {
  const draft = `${databaseFile}.${randomBytes(6).toString('hex')}`;
  try {
    copyFileSync(from, draft);
    chmodSync(draft, 0o600);
    const former = existsSync(databaseFile) ? databaseFile : undefined;
    if (former !== undefined) makeOneFile(former);
    const prepared = await prepare(draft, former);
    sync(draft);
    if (former !== undefined) moveAside(former, asideAs);
    renameSync(draft, databaseFile);
    sync(dirname(databaseFile));
    return { prepared, ...(former !== undefined && { aside: asideAs }) };
  } finally {
    for (const more of ['', '-wal', '-shm']) rmSync(draft + more, { force: true });
  }
}

/** A backup that was looked at: what is wrong with it, in one sentence, or what its `meta` table says. */
export type ReadBackup =
  | { readonly fault: string }
  | { readonly fault?: undefined; readonly meta: readonly { readonly name: string; readonly value: string }[] };

/** Looks at a file before it is restored: whole, and of this service. */
export function readBackup(file: string): ReadBackup {
  if (!existsSync(file)) return { fault: `There is no ${file}` };
  try {
    const sqlite = new DatabaseSync(file, { readOnly: true });
    try {
      const check = sqlite.prepare('pragma integrity_check(1)').get()?.['integrity_check'];
      if (check !== 'ok') return { fault: `${file} is damaged: ${String(check)}` };
      const ours = sqlite.prepare(`select count(*) as count from sqlite_master where name in ('meta', 'sites')`).get();
      if (ours?.['count'] !== 2) return { fault: `${file} is no backup of this service` };
      const rows = sqlite.prepare('select name, value from meta').all();
      return { meta: rows.map(({ name, value }) => ({ name: String(name), value: String(value) })) };
    } finally {
      sqlite.close();
    }
  } catch {
    return { fault: `${file} cannot be read as a backup` };
  }
}

function moveAside(databaseFile: string, asideAs: string): void {
  makeOneFile(databaseFile);
  renameSync(databaseFile, asideAs);
  for (const more of ['-wal', '-shm']) rmSync(databaseFile + more, { force: true });
}

/**
 * Leaves WAL mode, which writes everything into the one file, and which SQLite refuses while another connection is
 * open: the service that still runs would go on writing to a file that is not there any more.
 */
function makeOneFile(databaseFile: string): void {
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
