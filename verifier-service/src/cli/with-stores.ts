import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { openStores, type Stores } from '../open-stores.ts';
import { createDatabaseClock, databaseTime } from '../replicas/database-clock.ts';
import { isPostgres } from '../store/dialect.ts';
import type { CommandInput, CommandResult } from './command.ts';
import { requireConfig } from './require-config.ts';

/** What a command works with: the stores, and the time that the service goes by. */
export interface CommandStores {
  readonly stores: Stores;
  readonly clock: Clock;
}

/** Whoever opens them closes them: `stores.db.destroy()`. */
export async function openCommandStores(config: Config): Promise<CommandStores> {
  const { clock: ofDatabase, set, elapsed } = createDatabaseClock();
  let clock: Clock = () => new Date();
  const stores = await openStores(config, () => clock());
  if (!isPostgres(stores.db)) return { stores, clock };
  const askedAt = elapsed();
  const { rows } = await sql<{ now: number }>`select ${sql.raw(databaseTime)} as now`.execute(stores.db);
  set(rows[0]!.now, askedAt);
  clock = ofDatabase;
  return { stores, clock };
}

/** Runs a command on the stores, which are closed whatever happens. */
export async function withStores(
  { configuration }: Pick<CommandInput, 'configuration'>,
  run: (stores: Stores, clock: Clock) => Promise<CommandResult>,
): Promise<CommandResult> {
  const { stores, clock } = await openCommandStores(requireConfig(configuration));
  try {
    return await run(stores, clock);
  } finally {
    await stores.db.destroy();
  }
}
