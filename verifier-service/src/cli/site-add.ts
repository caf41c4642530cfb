import { parseSiteUrl } from '../sites/site-url.ts';
import { UsageError, type Command } from './command.ts';
import { pairingCodeLine, pairingCodeOf } from './pairing-code-of.ts';
import { readOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';
import { sayOtherPublicUrl } from './say-other-public-url.ts';
import { openCommandStores } from './with-stores.ts';

const LONGEST_NAME = 100;

/** Control characters, those that turn the direction of text, and what wallets show before the match code. */
const UNSHOWABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}·]/u;

export const siteAdd: Command = {
  summary: 'adds a site that may ask, and tells its pairing code and its key this once',
  usage: 'coop-verifier site add --name NAME --url URL [--json]',
  run: async ({ args, configuration }) => {
    const options = readOptions(args, { name: { type: 'string' }, url: { type: 'string' } });
    const name = options.name?.trim();
    if (!name || name.length > LONGEST_NAME || UNSHOWABLE.test(name)) {
      throw new UsageError(`--name is needed: one line, at most ${LONGEST_NAME} characters, no “·”`);
    }
    const url = parseSiteUrl(options.url ?? '');
    if (!url) throw new UsageError('--url is needed: https, or http on this machine; no user, query or fragment');

    const config = requireConfig(configuration);
    const { stores } = await openCommandStores(config);
    try {
      const { site, key } = await stores.sites.add({ name, url });
      const made = await pairingCodeOf(stores, config, site.id);
      const other = await sayOtherPublicUrl(stores, config);
      return {
        exitCode: 0,
        json: {
          id: site.id,
          ...(made && { did: site.did }),
          key,
          ...(made && { pairingCode: made.code }),
          ...other.json,
        },
        text: [
          `Added ${site.name} (${site.url}) as ${site.id}. Shown only now:`,
          '',
          pairingCodeLine(made),
          `  Key           ${key}`,
          // It names the service's address, as the code does.
          ...(made ? [`  DID           ${site.did}`] : []),
          '',
          'Paste the code into the plugin’s settings within a day; it works once. The key is for sites without a plugin.',
          ...other.lines,
        ].join('\n'),
      };
    } finally {
      await stores.db.destroy();
    }
  },
};
