import type { Config } from '../../config.ts';
import { reachPublicUrl } from '../../http/reach-public-url.ts';
import { fault, fine, type Finding } from './finding.ts';

/** Whether wallets and browsers reach us where we say we are. */
export async function checkPublicUrl({ publicUrl }: Pick<Config, 'publicUrl'>): Promise<Finding> {
  const url = `${publicUrl}/healthz`;
  switch (await reachPublicUrl(publicUrl)) {
    case 'us':
      return fine('public URL', publicUrl);
    case 'another':
      return fault(
        'public_url_of_another',
        'public URL',
        `${url} is answered by something else`,
        'Let your proxy pass it on unchanged, or set PUBLIC_URL.',
      );
    case 'nobody':
      return fault(
        'public_url_unreachable',
        'public URL',
        `${url} does not answer`,
        'Start the service (coop-verifier start); if it runs, check PUBLIC_URL, your proxy and its certificate.',
      );
  }
}
