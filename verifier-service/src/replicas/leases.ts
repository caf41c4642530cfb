import { sql } from 'kysely';
import { newId } from '../secrets/tokens.ts';
import { isPostgres } from '../store/dialect.ts';
import type { Database } from '../store/open-database.ts';
import { databaseTime } from './database-clock.ts';

/** Background work that one replica does at a time. */
export interface Leases {
  /**
   * Does the work unless another replica is at it.
   * @param work gets a signal that is aborted when another replica may be at it, too: then it ends soon
   * @returns whether it was done here
   */
  readonly run: (name: string, work: (until: AbortSignal) => Promise<unknown>) => Promise<boolean>;
}

export interface LeaseOptions {
  /** Milliseconds after which another one takes over from who died. */
  readonly lasts?: number;
}

const LASTS = 30_000;

/**
 * A row says who is at it and until when, by the clock of the database. Who dies leaves a row that ends. All work under
 * it may be done twice without harm; a lease only saves that. On SQLite there is one process, which does it all.
 */
export function createLeases(db: Database, { lasts = LASTS }: LeaseOptions = {}): Leases {
  if (!isPostgres(db)) {
    return {
      run: async (_name, work) => {
        await work(new AbortController().signal);
        return true;
      },
    };
  }
  const holder = newId('re');

  return {
    run: async (name, work) => {
      if (!(await claim(name))) return false;
      const lost = new AbortController();
      const renewing = setInterval(() => {
        claim(name).then(
          (held) => held || lost.abort(),
          () => lost.abort(),
        );
      }, lasts / 3).unref();
      try {
        await work(lost.signal);
        return true;
      } finally {
        clearInterval(renewing);
        await release(name).catch(() => undefined);
      }
    },
  };

  /** One conditional write: the database picks the winner, and its clock says whether a lease has ended. */
  async function claim(name: string): Promise<boolean> {
    const { rows } = await sql`
      insert into leases (name, holder, ends_at) values (${name}, ${holder}, ${now} + ${sql.lit(lasts)})
      on conflict (name) do update set holder = excluded.holder, ends_at = excluded.ends_at
      where leases.holder = excluded.holder or leases.ends_at <= ${now}
      returning name`.execute(db);
    return rows.length > 0;
  }

  async function release(name: string): Promise<void> {
    await db.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute();
  }
}

const now = sql.raw(databaseTime);
