import { CommandError, type Command } from './command.ts';
import { NO_ADDRESS, pairingCodeOf } from './pairing-code-of.ts';
import { readNamedOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';
import { withSite } from './with-site.ts';

export const sitePair: Command = {
  summary: 'makes another pairing code for a site, good for a day and for one use',
  usage: 'coop-verifier site pair ID [--json]',
  run: async ({ args, configuration }) => {
    const { name: id } = readNamedOptions(args, {}, 'the id of a site');
    return withSite({ configuration }, id, async (site, stores) => {
      const made = await pairingCodeOf(stores, requireConfig(configuration), site.id);
      if (!made) throw new CommandError('public_url_unknown', `${NO_ADDRESS}.`);
      const { code, expiresAt } = made;
      const until = new Date(expiresAt).toISOString();
      return {
        exitCode: 0,
        json: { id: site.id, pairingCode: code, expiresAt: until },
        text: `Pairing code of ${site.name}, once and until ${until}:  ${code}`,
      };
    });
  },
};
