import type { Command } from './command.ts';
import { readNamedOptions } from './read-options.ts';
import { withSite } from './with-site.ts';

export const siteRemove: Command = {
  summary: 'deletes a site with everything of it: keys, policies, requests, what it was told',
  usage: 'coop-verifier site remove ID [--json]',
  run: async ({ args, configuration }) => {
    const { name: id } = readNamedOptions(args, {}, 'the id of a site');
    return withSite({ configuration }, id, async (site, { sites }) => {
      await sites.remove(site.id);
      return {
        exitCode: 0,
        json: { id: site.id, removed: true },
        text: `Removed ${site.name} (${site.url}) and everything of it.`,
      };
    });
  },
};
