import { PostgresDialect, type PostgresPoolClient, type PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { again } from './in-transaction.ts';

/** Nothing that is asked of PostgreSQL may hang, so each wait ends; by the server, and where that is gone, by us. */
const CONNECT_WITHIN = 5_000;
const STATEMENT_WITHIN = 15_000;
const ANSWER_WITHIN = 17_000;
const LOCK_WITHIN = 5_000;
const CONNECTIONS = 10;
/** For one of these to be free: whoever has it is bounded by what is above. */
const WAIT_WITHIN = 10_000;

/** There is no connection, or there is none any more: nothing is known of a statement that was under way. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
}

/** All connections were in use for too long, and some came back meanwhile: the database is there, and too slow for us. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError';
}

export interface PostgresOptions {
  /** For migrations and copies, which take as long as they take. */
  readonly unhurried?: boolean;
}

/** Connections to PostgreSQL under Kysely's dialect. One that broke is never used again; the next call makes another. */
export function createPostgresDialect(url: string, options: PostgresOptions = {}): PostgresDialect {
  const pool = new pg.Pool({
    ...clientConfig(url, options),
    ...{ Client: HastyClient, connectionTimeoutMillis: WAIT_WITHIN },
    ...{ max: CONNECTIONS, idleTimeoutMillis: 30_000 },
  });
  // A connection may break while nothing is asked of it: the pool drops it, and whoever has it learns with the next
  // statement. Without a listener, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const uses = { now: 0, over: 0 };
  const connect = async () => {
    const { over } = uses;
    const client = await pool.connect().catch((error: unknown) => {
      if (uses.now >= CONNECTIONS && uses.over > over)
        throw new DatabaseBusyError('No connection to PostgreSQL was free in time', { cause: error });
      return unreachable(error);
    });
    return new PooledClient(client, uses) as unknown as PostgresPoolClient;
  };
  return new PostgresDialect({ pool: { connect, end: () => pool.end(), options: pool.options } });
}

export const clientConfig = (url: string, { unhurried = false }: PostgresOptions = {}): pg.ClientConfig => ({
  connectionString: withoutOwnSettings(url),
  application_name: unhurried ? COMMAND : APPLICATION,
  connectionTimeoutMillis: CONNECT_WITHIN,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
  types: { getTypeParser: (oid, format) => (oid === INT8 ? toNumber : pg.types.getTypeParser(oid, format)) },
  ...(!unhurried && {
    statement_timeout: STATEMENT_WITHIN,
    query_timeout: ANSWER_WITHIN,
    lock_timeout: LOCK_WITHIN,
    idle_in_transaction_session_timeout: ANSWER_WITHIN,
  }),
});

/** In `pg`, what the URL says goes before everything else: `?application_name=` would hide a service from `move`. */
function withoutOwnSettings(url: string): string {
  const parsed = new URL(url);
  for (const name of OWN_SETTINGS) parsed.searchParams.delete(name);
  return parsed.href;
}

const OWN_SETTINGS = [
  'application_name',
  'statement_timeout',
  'query_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
] as const;

/** As `pg_stat_activity` shows us: a service, or a command that looks whether one is running. */
const APPLICATION = 'coop-verifier';
const COMMAND = 'coop-verifier command';

const INT8 = 20;

/** Ours are milliseconds and counts. */
function toNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError('An integer of the database is beyond what can be counted');
  return number;
}

/** What the server said itself is kept; everything else is a connection that is not there. */
export function unreachable(error: unknown): never {
  if (error instanceof pg.DatabaseError || error instanceof TypeError || error instanceof RangeError) throw error;
  throw new DatabaseUnreachableError('PostgreSQL cannot be reached', { cause: error });
}

/** One statement that lost a race, outside any transaction. */
const LOST_A_RACE: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** The pool has one time limit, for waiting and connecting together; a server that is not there is told sooner. */
class HastyClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_WITHIN });
  }
}

/** How many connections are in use, and how many came back whole. */
interface Uses {
  now: number;
  over: number;
}

/** What Kysely needs of a connection; it asks for no cursors. */
class PooledClient {
  readonly #client: pg.PoolClient;
  readonly #uses: Uses;
  #isBroken = false;
  #inTransaction = false;

  constructor(client: pg.PoolClient, uses: Uses) {
    this.#client = client;
    this.#uses = uses;
    uses.now += 1;
  }

  async query(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<unknown>> {
    const parameters = values.map(bindable);
    // What it had done is undone with the connection.
    if (this.#isBroken && text === 'rollback') return { command: 'ROLLBACK', rowCount: 0, rows: [] };
    if (/^(begin|start transaction)\b/.test(text)) this.#inTransaction = true;
    const send = async () => {
      try {
        return await this.#client.query(text, parameters);
      } catch (error) {
        this.#isBroken ||= !(error instanceof pg.DatabaseError) || error.severity === 'FATAL';
        return unreachable(error);
      }
    };
    const result = this.#inTransaction ? await send() : await again(send, LOST_A_RACE);
    if (text === 'commit' || text === 'rollback') this.#inTransaction = false;
    return result as unknown as PostgresQueryResult<unknown>;
  }

  release(destroy = false): void {
    this.#uses.now -= 1;
    if (!this.#isBroken) this.#uses.over += 1;
    this.#client.release(destroy || this.#isBroken);
  }
}

/** No object, as on SQLite: `pg` would make JSON of it, and a local time of a date. */
function bindable(value: unknown): unknown {
  if (value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value)) return value;
  throw new TypeError(`A value of type ${typeof value} cannot be bound`);
}
