import type { Command } from './command.ts';
import { readOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';
import { openCommandStores } from './with-stores.ts';

export const siteList: Command = {
  summary: 'lists the sites',
  usage: 'coop-verifier site list [--json]',
  run: async ({ args, configuration }) => {
    readOptions(args, {});
    const { stores } = await openCommandStores(requireConfig(configuration));
    try {
      const sites = (await stores.sites.list()).map(({ id, name, url, did }) => ({ id, name, url, did }));
      const lines = sites.map(({ id, name, url, did }) => `${id}  ${name}  ${url}  ${did}`);
      return {
        exitCode: 0,
        json: sites,
        text: lines.length > 0 ? lines.join('\n') : 'No site yet: coop-verifier site add',
      };
    } finally {
      await stores.db.destroy();
    }
  },
};
