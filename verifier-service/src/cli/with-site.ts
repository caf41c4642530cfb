import type { Stores } from '../open-stores.ts';
import type { Site } from '../sites/site.ts';
import { CommandError, type CommandInput, type CommandResult } from './command.ts';
import { requireConfig } from './require-config.ts';
import { openCommandStores } from './with-stores.ts';

/** Runs a command on one site; the stores are closed whatever happens. */
export async function withSite(
  { configuration }: Pick<CommandInput, 'configuration'>,
  id: string,
  run: (site: Site, stores: Stores) => Promise<CommandResult>,
): Promise<CommandResult> {
  const { stores } = await openCommandStores(requireConfig(configuration));
  try {
    const site = await stores.sites.find(id);
    if (!site) throw new CommandError('site_unknown', `There is no site ${id}: coop-verifier site list`);
    return await run(site, stores);
  } finally {
    await stores.db.destroy();
  }
}
