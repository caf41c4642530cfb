import { CommandError, type Command } from './command.ts';
import { NO_ADDRESS, pairingCodeOf } from './pairing-code-of.ts';
import { readNamedOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';
import { sayOtherPublicUrl } from './say-other-public-url.ts';
import { withSite } from './with-site.ts';

export const sitePair: Command = {
  summary: 'makes another pairing code for a site, good for a day and for one use',
  usage: 'coop-verifier site pair ID [--json]',
  run: async ({ args, configuration }) => {
    const { name: id } = readNamedOptions(args, {}, 'the id of a site');
    return withSite({ configuration }, id, async (site, stores) => {
      const config = requireConfig(configuration);
      const made = await pairingCodeOf(stores, config, site.id);
      if (!made) throw new CommandError('public_url_unknown', `${NO_ADDRESS}.`);
      const other = await sayOtherPublicUrl(stores, config);
      const { code, expiresAt } = made;
      const until = new Date(expiresAt).toISOString();
      return {
        exitCode: 0,
        json: { id: site.id, pairingCode: code, expiresAt: until, ...other.json },
        text: [`Pairing code of ${site.name}, once and until ${until}:  ${code}`, ...other.lines].join('\n'),
      };
    });
  },
};
