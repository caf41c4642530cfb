import pg from 'pg';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { clientConfig, unreachable } from '../store/postgres.ts';
import { createDatabaseClock, databaseTime } from './database-clock.ts';

/** One connection of a replica that stays open: the time of the database, and what the other replicas say. */
export interface Link {
  /** The time of the database. */
  readonly clock: Clock;
  /** Tells the other replicas a word; it may be lost. */
  readonly tell: (word: string) => void;
  /** What another replica told. */
  readonly onTold: (listener: (word: string) => void) => void;
  /** Whether what others tell arrives: not while the connection is away, and never where nothing comes of LISTEN. */
  readonly hears: () => boolean;
  readonly close: () => Promise<void>;
}

export interface LinkOptions {
  /** Milliseconds between two looks at the database's clock. */
  readonly every?: number;
  readonly onLost?: (error: unknown) => void;
}

const CHANNEL = 'coop_verifier';
const LOOK_EVERY = 1_000;
const AGAIN_AFTER = 500;
/** Nobody waits for it, but who is silent for so long is gone. */
const ANSWER_WITHIN = 3_000;

/** `listen` is not known to this database (SQLSTATE classes 0A and 42): CockroachDB, for one. */
const UNKNOWN_HERE = /^(0A|42)/;

/**
 * Connects, and connects again by itself whenever the connection breaks.
 * @throws DatabaseUnreachableError where it cannot be had at first
 */
export async function openLink(
  url: string,
  { every = LOOK_EVERY, onLost = () => undefined }: LinkOptions = {},
): Promise<Link> {
  const { clock, set, elapsed } = createDatabaseClock();
  const own = randomUUID();
  const listeners: ((word: string) => void)[] = [];
  let client: pg.Client | undefined;
  let isListening = false;
  /** By `elapsed`, when a word of our own came back. */
  let heardAt = -Infinity;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  const lookAtClock = async (of: pg.Client) => {
    const askedAt = elapsed();
    const { rows } = await of.query<{ now: number }>(`select ${databaseTime} as now`);
    set(rows[0]!.now, askedAt);
  };

  /**
   * A word to ourselves, which comes back where those of others come, too. Some databases take `listen` and tell
   * nothing: YugabyteDB only warns, and a pooler listens on a connection that others get next.
   */
  const echo = (of: pg.Client) => of.query('select pg_notify($1, $2)', [CHANNEL, own]);

  const connect = async () => {
    const fresh = new pg.Client({ ...clientConfig(url), query_timeout: ANSWER_WITHIN });
    try {
      fresh.on('error', () => lose(fresh));
      fresh.on('end', () => lose(fresh));
      fresh.on('notification', ({ payload = '' }) => {
        const [from, word = ''] = payload.split(' ');
        if (from === own) heardAt = elapsed();
        else if (word !== '') for (const listener of listeners) listener(word);
      });
      await fresh.connect();
      await lookAtClock(fresh);
      const listening = await fresh.query(`listen ${CHANNEL}`).then(
        () => true,
        (error: unknown) => {
          if (error instanceof pg.DatabaseError && UNKNOWN_HERE.test(error.code ?? '')) return false;
          throw error;
        },
      );
      if (listening) await echo(fresh);
      if (closed) return await fresh.end();
      [client, isListening] = [fresh, listening];
    } catch (error) {
      void fresh.end().catch(() => undefined);
      unreachable(error);
    }
  };

  const lose = (lost: pg.Client, error?: unknown) => {
    if (closed || client !== lost) return;
    client = undefined;
    void lost.end().catch(() => undefined);
    onLost(error);
    reconnect();
  };

  const reconnect = () => {
    if (closed) return;
    retry = setTimeout(() => void connect().catch(reconnect), AGAIN_AFTER).unref();
  };

  await connect();
  const looking = setInterval(() => {
    const of = client;
    if (!of) return;
    lookAtClock(of).catch((error: unknown) => lose(of, error));
    if (isListening) echo(of).catch((error: unknown) => lose(of, error));
  }, every).unref();

  return {
    clock,
    tell: (word) => {
      const of = client;
      if (of && isListening)
        of.query('select pg_notify($1, $2)', [CHANNEL, `${own} ${word}`]).catch((error: unknown) => lose(of, error));
    },
    onTold: (listener) => void listeners.push(listener),
    hears: () => client !== undefined && isListening && elapsed() - heardAt < 2 * every + ANSWER_WITHIN,
    close: async () => {
      closed = true;
      clearInterval(looking);
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
