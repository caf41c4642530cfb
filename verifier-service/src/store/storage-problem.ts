import { problem, type Problem, type ProblemCode } from '@coop-credentials/core';

/** SQLite's result codes; the lowest byte of an extended one is its kind (https://www.sqlite.org/rescode.html). */
const BUSY = 5;
const FULL = 13;
const IOERR_SHMSIZE = 4874;
const READONLY = 8;
const IOERR = 10;
const CANTOPEN = 14;

const bySqlite = new Map<number, ProblemCode>([
  [FULL, 'disk_full'],
  // There is no room for the index of the log.
  [IOERR_SHMSIZE, 'disk_full'],
  [READONLY, 'disk_failed'],
  [IOERR, 'disk_failed'],
  [CANTOPEN, 'disk_failed'],
  // Another process, such as a command, holds the write lock for longer than we wait.
  [BUSY, 'service_busy'],
]);

const byFileSystem = new Map<unknown, ProblemCode>([
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['EROFS', 'disk_failed'],
  ['EIO', 'disk_failed'],
]);

/**
 * What an error of SQLite or the file system means to a caller, told by its number, never by its words: nothing was
 * written, and the same call may be made again. Undefined for every other error.
 */
export function storageProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
  const found =
    code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number'
      ? (bySqlite.get(errcode) ?? bySqlite.get(errcode & 0xff))
      : byFileSystem.get(code);
  return found && problem(found);
}
