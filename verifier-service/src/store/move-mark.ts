import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isPostgres } from './dialect.ts';
import { isPostgresUrl } from './location.ts';
import type { Database } from './open-database.ts';

/** In `meta`. It is copied with all the rest: a PostgreSQL that has it, has all that the file had. */
export const MOVE = 'move';

/** That a SQLite file is being moved, or was: a name for this move, and the PostgreSQL as it may be shown. */
export interface MoveMark {
  readonly name: string;
  readonly to: string;
}

/** Everything is in a PostgreSQL, or on its way there: to go on with a file would give out twice. */
export class MovedError extends Error {
  override readonly name = 'MovedError';
  readonly code: 'move_unfinished' | 'database_moved';
  /** What to do. */
  readonly ways: readonly string[];

  constructor(code: MovedError['code'], message: string, ways: readonly string[]) {
    super(message);
    this.code = code;
    this.ways = ways;
  }
}

export async function findMark(db: Database): Promise<MoveMark | undefined> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', MOVE).executeTakeFirst();
  return row && (JSON.parse(row.value) as MoveMark);
}

/** Written before anything is copied, so that a move which is broken off, wherever, leaves it behind. */
export async function mark(db: Database, to: string): Promise<MoveMark> {
  const made = { name: randomUUID(), to };
  await db
    .insertInto('meta')
    .values({ name: MOVE, value: JSON.stringify(made) })
    .execute();
  return made;
}

export async function unmark(db: Database): Promise<void> {
  await db.deleteFrom('meta').where('name', '=', MOVE).execute();
}

/** @throws MovedError for a file with the mark; a PostgreSQL with it is where everything was moved to */
export async function refuseMarked(db: Database, database: string): Promise<void> {
  if (isPostgres(db)) return;
  const found = await findMark(db);
  if (found) throw unfinished(database, found);
}

export const unfinished = (file: string, { to }: MoveMark): MovedError =>
  new MovedError('move_unfinished', `${file} was being moved to ${to}, and the move was broken off.`, [
    `Run again: coop-verifier move --to ${to}. It goes on where it was, or begins anew.`,
    `Or stay with the file, if no service has run on that PostgreSQL: coop-verifier restore --from ${file}`,
  ]);

/**
 * Nobody begins anew beside a file that was moved away: calls would find none of their sites.
 *
 * @throws MovedError
 */
export function refuseMovedAway(database: string): void {
  const moved = movedAway(database);
  if (moved === undefined) return;
  throw new MovedError('database_moved', `${database} was moved to a PostgreSQL; what is left of it is ${moved}.`, [
    'Set DATABASE_URL to that PostgreSQL.',
    'Or begin with nothing: move what is left of it to another folder.',
  ]);
}

/** What a move set aside, where nothing has taken its place. */
function movedAway(database: string): string | undefined {
  const folder = dirname(database);
  if (isPostgresUrl(database) || existsSync(database) || !existsSync(folder)) return undefined;
  const left = readdirSync(folder).filter((name) => name.startsWith(`${basename(database)}${ASIDE}`));
  return left.length === 0 ? undefined : join(folder, left.toSorted().at(-1)!);
}

const ASIDE = '.moved-';

/** Where a move sets the file aside. */
export const asideOf = (database: string, at: Date): string =>
  `${database}${ASIDE}${at.toISOString().replaceAll(':', '')}`;
