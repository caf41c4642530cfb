import { CommandError, type Command } from './command.ts';
import { readNamedOptions } from './read-options.ts';
import { readSites } from './read-programme.ts';
import { withStores } from './with-stores.ts';

export const programmeSites: Command = {
  summary: 'says which sites share a programme, all of them at once',
  usage: 'coop-verifier programme sites NAME --sites ID,ID [--json]',
  run: async ({ args, configuration }) => {
    const options = readNamedOptions(args, { sites: { type: 'string' } }, 'the name of a programme');
    return withStores({ configuration }, async (stores) => {
      const sites = await readSites(options.sites, stores);
      if (!(await stores.programmes.setSites(options.name, sites))) {
        throw new CommandError(
          'programme_unknown',
          `There is no programme ${options.name}: coop-verifier programme list`,
        );
      }
      return { exitCode: 0, json: { name: options.name, sites }, text: `${options.name}: ${sites.join(', ')}` };
    });
  },
};
