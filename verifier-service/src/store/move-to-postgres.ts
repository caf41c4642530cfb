import type { CopiedTable } from './copy-database.ts';
import { isPostgresUrl, shownDatabase } from './location.ts';
import { makeOneFile } from './make-one-file.ts';
import { findMark, mark, unfinished, unmark, type MoveMark } from './move-mark.ts';
import { openDatabase, type Database } from './open-database.ts';
import { copyIn } from './postgres-copies.ts';

/** What PostgreSQL says of a table that is not there. */
const UNDEFINED_TABLE = '42P01';

/**
 * Copies all that a SQLite file holds to an empty PostgreSQL. From before the copy on, the file has a mark with which
 * no service starts on it; the copy of the mark says, however this ends, whether all of it has arrived.
 *
 * @returns what was copied; nothing where an earlier move, broken off after it, had done so
 * @throws MovedError where the file was being moved to another PostgreSQL
 */
export async function moveToPostgres(file: string, to: string): Promise<readonly CopiedTable[] | undefined> {
  makeOneFile(file);
  const begun = await withDatabase(file, findMark);
  if (begun && begun.to !== shownDatabase(to)) throw unfinished(file, begun);
  // Asked before the file has its mark: one that cannot be reached stops nobody from going on with the file.
  if (await hasArrived(to, begun)) return undefined;
  // Once more, since PostgreSQL may have taken its time: no service started meanwhile.
  makeOneFile(file);
  const made = begun ?? (await withDatabase(file, (db) => mark(db, shownDatabase(to))));
  try {
    return await copyIn(to, file, 'none');
  } catch (error) {
    const arrived = await hasArrived(to, made).catch(() => 'unknown' as const);
    if (arrived === true) return undefined;
    // An earlier move's mark stays: what that one did is not known here.
    if (arrived === false && !begun) await withDatabase(file, unmark);
    throw error;
  }
}

async function hasArrived(to: string, begun: MoveMark | undefined): Promise<boolean> {
  try {
    const found = await withDatabase(to, findMark);
    return begun !== undefined && found?.name === begun.name;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === UNDEFINED_TABLE) return false;
    throw error;
  }
}

async function withDatabase<T>(database: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(database, isPostgresUrl(database) ? { schema: 'as-is', unhurried: true } : {});
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
