import type { Config } from '../../config.ts';
import { reachPublicUrl } from '../../http/reach-public-url.ts';
import { findInstance, lastPublicUrl } from '../../store/instance.ts';
import { isThere, shownDatabase } from '../../store/location.ts';
import { otherPublicUrl, SAME_SETTINGS } from '../other-public-url.ts';
import { fault, fine, type Finding } from './finding.ts';
import { lookInDatabase } from './look-in-database.ts';

const CHECK = 'public URL';

/** Whether wallets and browsers reach us, with this very database, where we say we are. */
export async function checkPublicUrl(config: Pick<Config, 'publicUrl' | 'database'>): Promise<Finding> {
  const { publicUrl } = config;
  const known = await remembered(config.database);
  const other = otherPublicUrl(config, known.publicUrl);
  if (other !== undefined) return fault('public_url_differs', CHECK, other, SAME_SETTINGS);

  const url = `${publicUrl}/healthz`;
  switch (await reachPublicUrl(publicUrl, known.instance)) {
    case 'us':
      return fine(CHECK, publicUrl);
    case 'another-verifier':
      return fault(
        'public_url_of_another',
        CHECK,
        `${url} is answered by another verifier, which has another database than ${shownDatabase(config.database)}`,
        'End that one, or set PUBLIC_URL, STATE_DIRECTORY or DATABASE_URL here as the running service has them.',
      );
    case 'another':
      return fault(
        'public_url_of_another',
        CHECK,
        `${url} is answered by something else`,
        'Let your proxy pass it on unchanged, or set PUBLIC_URL.',
      );
    case 'nobody':
      return fault(
        'public_url_unreachable',
        CHECK,
        `${url} does not answer`,
        'Start the service (coop-verifier start); if it runs, check PUBLIC_URL, your proxy and its certificate.',
      );
  }
}

async function remembered(database: string): Promise<{ readonly instance?: string; readonly publicUrl?: string }> {
  if (!isThere(database)) return {};
  const found = await lookInDatabase(database, async (db) => ({
    instance: await findInstance(db),
    publicUrl: await lastPublicUrl(db),
  }));
  return found ?? {};
}
