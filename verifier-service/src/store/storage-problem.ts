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

/** SQLSTATEs (appendix A of PostgreSQL's manual); the first two letters of one are its class. */
const byPostgres = new Map<string, ProblemCode>([
  ['53100', 'disk_full'],
  ['58030', 'disk_failed'],
  // A lock that another one holds for longer than we wait, races that were lost again and again, a statement that took too long.
  ['55P03', 'service_busy'],
  ['40001', 'service_busy'],
  ['40P01', 'service_busy'],
  ['57014', 'service_busy'],
  // No connection, or none any more; no more of them, not for us, none to write on.
  ['08', 'database_unreachable'],
  ['57', 'database_unreachable'],
  ['53', 'database_unreachable'],
  ['28', 'database_unreachable'],
  ['3D', 'database_unreachable'],
  ['25006', 'database_unreachable'],
  ['25P03', 'database_unreachable'],
]);

/**
 * What an error of SQLite, PostgreSQL or the file system means to a caller, told by its number, never by its words: nothing was
 * written, or nobody knows, and the same call may be made again. Undefined for every other error.
 */
export function storageProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'DatabaseUnreachableError') return problem('database_unreachable');
  if (error.name === 'DatabaseBusyError') return problem('service_busy');
  const { code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
  const found =
    code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number'
      ? (bySqlite.get(errcode) ?? bySqlite.get(errcode & 0xff))
      : (byFileSystem.get(code) ?? bySqlState(error, code));
  return found && problem(found);
}

function bySqlState(error: Error, code: unknown): ProblemCode | undefined {
  if (!isSqlState(error, code)) return undefined;
  return byPostgres.get(code) ?? byPostgres.get(code.slice(0, 2));
}

/** Only of an error that PostgreSQL sent: it says how severe it is. */
const isSqlState = (error: Error, code: unknown): code is string =>
  'severity' in error && typeof code === 'string' && code.length === 5;

/** SQLITE_CONSTRAINT_FOREIGNKEY, and the same of PostgreSQL. */
const NO_SUCH_ROW = 787;
const NO_SUCH_ROW_IN_POSTGRES = '23503';

/** What was to be written names a row that is not there any more: it was removed since it was read. */
export function isOfRemoved(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
  if (code === 'ERR_SQLITE_ERROR') return errcode === NO_SUCH_ROW;
  return isSqlState(error, code) && code === NO_SUCH_ROW_IN_POSTGRES;
}
