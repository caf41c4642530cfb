import { existsSync } from 'node:fs';

/** Whether `DATABASE_URL` names a PostgreSQL; otherwise it is the path of a SQLite file. */
export const isPostgresUrl = (database: string): boolean => /^postgres(ql)?:/.test(database);

/**
 * Whether it is a URL whose parts are where they seem to be: of `postgres://me:1#2@db/coop`, the host would be `me`, and
 * half the password be shown as a fragment.
 */
export function isWholePostgresUrl(url: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) return false;
  const { hash, pathname, search } = new URL(url);
  return hash === '' && !pathname.includes('@') && !/^[^=]*@/.test(search);
}

/** As it may be shown: a password in it is nobody's business. */
export function shownDatabase(database: string): string {
  if (!isPostgresUrl(database)) return `sqlite:${database}`;
  return database
    .replace(/^(\w+:\/\/[^/?#@:]*):[^/?#]*@/, '$1:***@')
    .replace(/([?&](?:password|sslpassword)=)[^&]*/g, '$1***');
}

/** Whether there can be anything to look at: a server is asked, a file that is not there is not made. */
export const isThere = (database: string): boolean => isPostgresUrl(database) || existsSync(database);
