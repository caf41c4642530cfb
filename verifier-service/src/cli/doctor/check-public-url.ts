import type { Config } from '../../config.ts';
import { NOT_TRUSTED, NOT_VALID } from '../../certificate/tls-faults.ts';
import { reachPublicUrl } from '../../http/reach-public-url.ts';
import { findInstance, lastPublicUrl } from '../../store/instance.ts';
import { isThere, shownDatabase } from '../../store/location.ts';
import { migrations, schemaState } from '../../store/migrations.ts';
import { otherPublicUrl, SAME_SETTINGS } from '../other-public-url.ts';
import { fault, fine, type Finding } from './finding.ts';
import { lookInDatabase } from './look-in-database.ts';

const CHECK = 'public URL';

/** Whether wallets and browsers reach us, with this very database, where we say we are. */
export async function checkPublicUrl(config: Pick<Config, 'publicUrl' | 'database'>): Promise<Finding> {
  const { publicUrl, database } = config;
  const known = await remembered(database);
  const other = otherPublicUrl(config, known?.publicUrl);
  if (other !== undefined) return fault('public_url_differs', CHECK, other, SAME_SETTINGS);

  const url = `${publicUrl}/healthz`;
  const reached = await reachPublicUrl(publicUrl, known?.instance);
  switch (reached.who) {
    case 'us':
      return fine(CHECK, publicUrl);
    case 'another-verifier':
      // The check of the database says so; whose verifier this is cannot be told without it.
      if (!known) return fine(CHECK, `${publicUrl} is a verifier; of which database cannot be told`);
      return fault(
        'public_url_of_another',
        CHECK,
        `${url} is answered by another verifier, which has another database than ${shownDatabase(database)}`,
        'End that one, or set PUBLIC_URL, STATE_DIRECTORY or DATABASE_URL here as the running service has them.',
      );
    case 'another':
      if (FROM_PROXY.has(reached.status)) return unreachable(`${url} is answered ${reached.status}`, BEHIND_PROXY);
      return fault(
        'public_url_of_another',
        CHECK,
        `${url} is answered by something else (${reached.status})`,
        'Let your proxy pass it on unchanged, or set PUBLIC_URL.',
      );
    case 'nobody':
      return nobody(url, reached.reason);
  }
}

/** What a proxy answers in place of a service that it does not reach, or that is not ready. */
const FROM_PROXY: ReadonlySet<number> = new Set([502, 503, 504]);
const BEHIND_PROXY =
  'Start the service (coop-verifier start), and look whether /readyz is well; if it is, correct where your proxy looks for it.';

const unreachable = (message: string, cure: string) => fault('public_url_unreachable', CHECK, message, cure);

function nobody(url: string, reason: string): Finding {
  if (NOT_TRUSTED.has(reason))
    return unreachable(
      `${url} has a certificate that is not trusted here (${reason})`,
      'Let your proxy send the whole chain. An authority of your own: name its certificate in NODE_EXTRA_CA_CERTS, here and for the service; wallets have to trust it, too.',
    );
  if (NOT_VALID.has(reason))
    return unreachable(
      `${url} has a certificate that is not valid for it (${reason})`,
      'Renew it, for the host of PUBLIC_URL.',
    );
  if (reason === 'ENOTFOUND' || reason === 'EAI_AGAIN')
    return unreachable(`${url}: its host has no address (${reason})`, 'Enter it in the DNS, or correct PUBLIC_URL.');
  return unreachable(
    `${url} does not answer (${reason})`,
    'Start the service (coop-verifier start); if it runs, check PUBLIC_URL, your proxy and your firewall.',
  );
}

/** Undefined where there is a database that cannot be read. */
async function remembered(
  database: string,
): Promise<{ readonly instance?: string | undefined; readonly publicUrl?: string | undefined } | undefined> {
  if (!isThere(database)) return {};
  return lookInDatabase(database, async (db) => {
    const { missing } = await schemaState(db);
    // One that is empty yet has been nobody's.
    if (missing.length === Object.keys(migrations).length) return {};
    return { instance: await findInstance(db), publicUrl: await lastPublicUrl(db) };
  });
}
