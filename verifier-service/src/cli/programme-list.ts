import type { Command } from './command.ts';
import { readOptions } from './read-options.ts';
import { withStores } from './with-stores.ts';

export const programmeList: Command = {
  summary: 'lists the programmes and their sites',
  usage: 'coop-verifier programme list [--json]',
  run: async ({ args, configuration }) => {
    readOptions(args, {});
    return withStores({ configuration }, async ({ programmes }) => {
      const all = await programmes.list();
      const lines = all.map(({ name, count, per, sites, capPerIssuer }) => {
        const cap = capPerIssuer === undefined ? '' : `, ${capPerIssuer} for each co-op`;
        return `${name}  ${count} within ${per}${cap}  ${sites.join(', ')}`;
      });
      return {
        exitCode: 0,
        json: all,
        text: lines.length > 0 ? lines.join('\n') : 'No programme yet: coop-verifier programme add',
      };
    });
  },
};
