import { openStores, type Stores } from '../open-stores.ts';
import type { CommandInput, CommandResult } from './command.ts';
import { requireConfig } from './require-config.ts';

/** Runs a command on the stores, which are closed whatever happens. */
export async function withStores(
  { configuration }: Pick<CommandInput, 'configuration'>,
  run: (stores: Stores) => Promise<CommandResult>,
): Promise<CommandResult> {
  const stores = await openStores(requireConfig(configuration), () => new Date());
  try {
    return await run(stores);
  } finally {
    await stores.db.destroy();
  }
}
