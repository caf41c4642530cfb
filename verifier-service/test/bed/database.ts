import { createHash } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '../../src/store/open-database.ts';

/** A PostgreSQL that tests may make databases in, by `.scripts/with-postgres.js`; without it they use SQLite. */
export const serverUrl = process.env['COOP_TEST_DATABASE'];

export const onPostgres = serverUrl !== undefined;

const TEMPLATE = 'coop_template';

export interface FreshDatabase extends AsyncDisposable {
  /** What `DATABASE_URL` is to be. */
  readonly url: string;
}

/** An empty database whose tables are up to date; copied of one that was migrated once. */
export async function freshDatabase(name = `t_${process.pid}_${(made += 1)}`): Promise<FreshDatabase> {
  const admin = await administer();
  template ??= makeTemplate(admin);
  await template;
  await admin.query(`create database ${name} template ${TEMPLATE}`);
  return { url: urlOf(name), [Symbol.asyncDispose]: () => drop(name) };
}

/**
 * The database of a state folder: where there is a PostgreSQL, always the same new one for the same folder. For tests
 * of commands and processes, which know each other by their folder.
 */
export async function databaseOf(stateDirectory: string): Promise<{ readonly DATABASE_URL?: string }> {
  if (serverUrl === undefined) return {};
  const name = `f_${createHash('sha256').update(stateDirectory).digest('hex').slice(0, 16)}`;
  const known = byFolder.get(name) ?? administer().then((admin) => admin.query(`create database ${name}`));
  byFolder.set(name, known);
  await known;
  return { DATABASE_URL: urlOf(name) };
}

/** Whoever is connected is cut off. */
export async function drop(name: string): Promise<void> {
  await (await administer()).query(`drop database if exists ${name} with (force)`);
}

/** An empty one of that name in its place, without tables. */
export async function empty(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await drop(name);
  await (await administer()).query(`create database ${name}`);
}

export function urlOf(name: string): string {
  const url = new URL(serverUrl ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

let made = 0;
let template: Promise<void> | undefined;
let administrator: Promise<pg.Client> | undefined;
const byFolder = new Map<string, Promise<unknown>>();

export function administer(): Promise<pg.Client> {
  return (administrator ??= connect());
}

async function connect(): Promise<pg.Client> {
  if (serverUrl === undefined) throw new Error('Run it with: node .scripts/with-postgres.js npx mocha …');
  const client = new pg.Client(serverUrl);
  client.on('error', () => (administrator = undefined));
  await client.connect();
  return client;
}

async function makeTemplate(admin: pg.Client): Promise<void> {
  await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
  await admin.query(`create database ${TEMPLATE}`);
  await (await openDatabase(urlOf(TEMPLATE))).destroy();
}

/** At the end of a run of mocha; the long runs without it end with their server. */
const { after } = globalThis as {
  readonly after?: (hook: (this: { timeout: (most: number) => void }) => Promise<void>) => void;
};
if (onPostgres) {
  after?.(async function () {
    this.timeout(120_000);
    for (const name of byFolder.keys()) await drop(name);
    await (await administrator)?.end();
  });
}
