import { CommandError, type Command } from './command.ts';
import { readNamedOptions } from './read-options.ts';
import { readAll, readCount, readPer, readProgrammeName, readSiteIds, readSites } from './read-programme.ts';
import { withStores } from './with-stores.ts';

export const programmeAdd: Command = {
  summary: 'adds a limit that several sites share; policies name it',
  usage: 'coop-verifier programme add NAME --count N --per P30D --sites ID,ID [--cap-per-issuer N] [--json]',
  run: async ({ args, configuration }) => {
    const text = { type: 'string' } as const;
    const options = readNamedOptions(
      args,
      { count: text, per: text, sites: text, 'cap-per-issuer': text },
      'the name of a programme',
    );
    const cap = options['cap-per-issuer'];
    const { name, count, per, capPerIssuer } = readAll({
      name: () => readProgrammeName(options.name),
      count: () => readCount('--count', options.count),
      per: () => readPer(options.per),
      capPerIssuer: () => (cap === undefined ? undefined : readCount('--cap-per-issuer', cap)),
      sites: () => readSiteIds(options.sites),
    });

    return withStores({ configuration }, async (stores) => {
      const programme = {
        name,
        count,
        per,
        sites: await readSites(options.sites, stores),
        ...(capPerIssuer !== undefined && { capPerIssuer }),
      };
      if (!(await stores.programmes.add(programme))) {
        throw new CommandError(
          'programme_exists',
          `There is a programme ${name} already: coop-verifier programme list`,
        );
      }
      return { exitCode: 0, json: programme, text: `Added ${name}: ${count} within ${per}, for each membership.` };
    });
  },
};
