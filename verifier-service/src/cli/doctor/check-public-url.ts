import type { Config } from '../../config.ts';
import { fault, fine, type Finding } from './finding.ts';

const PATIENCE = 3_000;

/**
 * Whether wallets and browsers reach us where we say we are. The operator's own address, so it may be on loopback:
 * the guards against addresses from outside do not apply.
 */
export async function checkPublicUrl({ publicUrl }: Config): Promise<Finding> {
  const url = `${publicUrl}/healthz`;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    const body = await response.text();
    if (response.ok && body === '{"status":"ok"}') return fine('public URL', publicUrl);
    return fault(
      'public URL',
      `${url} is answered by something else`,
      'Let your proxy pass it on unchanged, or set PUBLIC_URL.',
    );
  } catch {
    const cure =
      'Start the service (coop-verifier start); if it runs, check PUBLIC_URL, your proxy and its certificate.';
    return fault('public URL', `${url} does not answer`, cure);
  }
}
