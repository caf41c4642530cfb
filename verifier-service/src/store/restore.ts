import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backUp, copySqlite } from './backup.ts';
import { makeOneFile } from './make-one-file.ts';
import { copyIn, holdsAnything } from './postgres-copies.ts';
import { sync, syncFolder } from './sync.ts';

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
    copySqlite(from, draft);
    const former = existsSync(databaseFile) ? databaseFile : undefined;
    if (former !== undefined) makeOneFile(former);
    const prepared = await prepare(draft, former);
    sync(draft);
    if (former !== undefined) moveAside(former, asideAs);
    renameSync(draft, databaseFile);
    syncFolder(dirname(databaseFile));
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
 * The same on PostgreSQL: everything is replaced in one transaction. What was there is kept as a file.
 *
 * @throws DatabaseInUseError while a service is connected to the database
 */
export async function restoreToPostgres<T>(
  { from, url, draft, asideAs }: { from: string; url: string; draft: string; asideAs: string },
  prepare: (draft: string, former: string | undefined) => Promise<T>,
): Promise<{ readonly aside?: string; readonly prepared: T }> {
  try {
    copySqlite(from, draft);
    const former = (await holdsAnything(url)) ? asideAs : undefined;
    if (former !== undefined) await backUp(url, former);
    const prepared = await prepare(draft, former);
    await copyIn(url, draft, 'replace');
    return { prepared, ...(former !== undefined && { aside: asideAs }) };
  } finally {
    for (const more of ['', '-wal', '-shm']) rmSync(draft + more, { force: true });
  }
}
