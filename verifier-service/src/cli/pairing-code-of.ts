import type { Config } from '../config.ts';
import type { Stores } from '../open-stores.ts';

/** Said where there can be no pairing code: it begins with the address that the site will call. */
export const NO_ADDRESS = 'PORT=0 leaves open where the service will be: set PUBLIC_URL or PORT';

/** A new pairing code; undefined where this service's address is not known before it starts. */
export async function pairingCodeOf(
  { siteKeys }: Pick<Stores, 'siteKeys'>,
  config: Pick<Config, 'publicUrl'>,
  siteId: string,
) {
  if (new URL(config.publicUrl).port === '0') return undefined;
  return siteKeys.makePairingCode(siteId);
}

/** The line that tells it, once. */
export const pairingCodeLine = (made: { readonly code: string } | undefined): string =>
  `  Pairing code  ${made?.code ?? `none (${NO_ADDRESS}, then site pair)`}`;
