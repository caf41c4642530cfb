import { problem, type Problem } from '@coop-credentials/core';
import type { Clock } from '../clock.ts';

const PATIENCE = 3_000;
const REMEMBERED = 60_000;

/** Who answers where we say we are: this service, something else, or nobody. */
export type Reached = 'us' | 'another' | 'nobody';

/**
 * Asks as wallets and browsers would. The operator's own address, so it may be on loopback: the guards against
 * addresses from outside do not apply.
 */
export async function reachPublicUrl(publicUrl: string): Promise<Reached> {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(`${publicUrl}/healthz`, { redirect: 'error', signal });
    const body = await response.text();
    return response.ok && body === '{"status":"ok"}' ? 'us' : 'another';
  } catch {
    return 'nobody';
  }
}

/** Tells whether that is so, asked once a minute however often a site's self-test wants to know. */
export function watchPublicUrl(
  publicUrl: string,
  clock: Clock,
  reach: (publicUrl: string) => Promise<Reached> = reachPublicUrl,
): () => Promise<Problem | undefined> {
  let last: { readonly at: number; readonly found: Promise<Problem | undefined> } | undefined;

  return () => {
    const now = clock().getTime();
    if (last && Math.abs(now - last.at) < REMEMBERED) return last.found;
    const found = reach(publicUrl).then((who) =>
      who === 'us' ? undefined : problem('public_url_unreachable', { params: { url: publicUrl } }),
    );
    last = { at: now, found };
    return found;
  };
}
