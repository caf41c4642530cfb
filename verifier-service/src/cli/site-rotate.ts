import { UsageError, type Command } from './command.ts';
import { readNamedOptions } from './read-options.ts';
import { pairingCodeLine, pairingCodeOf } from './pairing-code-of.ts';
import { requireConfig } from './require-config.ts';
import { sayOtherPublicUrl } from './say-other-public-url.ts';
import { withSite } from './with-site.ts';

const DAY = 24 * 60 * 60 * 1000;
const OVERLAP = 7;
const LONGEST = 90;

export const siteRotate: Command = {
  summary: `gives a site a new key; the old ones end after some days (${OVERLAP}), or now with all pairing codes`,
  usage: 'coop-verifier site rotate ID [--days N | --now] [--json]',
  run: async ({ args, configuration }) => {
    const options = { days: { type: 'string' }, now: { type: 'boolean' } } as const;
    const { name: id, days, now } = readNamedOptions(args, options, 'the id of a site');
    if (now && days !== undefined) throw new UsageError('--days or --now, not both');
    const overlap = now ? 0 : readDays(days);
    return withSite({ configuration }, id, async (site, stores) => {
      const { key, othersUntil } = await stores.siteKeys.rotate(site.id, overlap);
      const config = requireConfig(configuration);
      const made = await pairingCodeOf(stores, config, site.id);
      const other = await sayOtherPublicUrl(stores, config);
      const oldKeysUntil = new Date(othersUntil).toISOString();
      const ends = now
        ? 'All others have ended, and so have the pairing codes made before.'
        : `All others end at ${oldKeysUntil}; pairing codes made before stay good for their day.`;
      return {
        exitCode: 0,
        json: { id: site.id, key, ...(made && { pairingCode: made.code }), oldKeysUntil, ...other.json },
        text: [
          `${site.name} has a new key. ${ends} Shown only now:`,
          '',
          pairingCodeLine(made),
          `  Key           ${key}`,
          ...other.lines,
        ].join('\n'),
      };
    });
  },
};

function readDays(days = String(OVERLAP)): number {
  const count = Number(days);
  if (!/^\d+$/.test(days) || count < 1 || count > LONGEST) {
    throw new UsageError(`--days is a whole number from 1 to ${LONGEST}`);
  }
  return count * DAY;
}
