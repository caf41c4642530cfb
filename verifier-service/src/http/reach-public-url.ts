import { problem, type Problem } from '@coop-credentials/core';
import type { Clock } from '../clock.ts';

const PATIENCE = 3_000;
const REMEMBERED = 60_000;

/** The header of `/healthz` that names the database behind it. */
export const INSTANCE_HEADER = 'Coop-Verifier-Instance';

/** Who answers where we say we are: this service, one with another database, something else, or nobody. */
export type Reached =
  | { readonly who: 'us' | 'another-verifier' }
  | { readonly who: 'another'; readonly status: number }
  /** With the system's word for why. */
  | { readonly who: 'nobody'; readonly reason: string };

/**
 * Asks as wallets and browsers would. The operator's own address, so it may be on loopback: the guards against
 * addresses from outside do not apply.
 * @param instance of our database; undefined while no service has run with it
 */
export async function reachPublicUrl(publicUrl: string, instance: string | undefined): Promise<Reached> {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(`${publicUrl}/healthz`, { redirect: 'manual', signal });
    const body = await response.text();
    if (!response.ok || body !== '{"status":"ok"}') return { who: 'another', status: response.status };
    const isOurs = instance !== undefined && response.headers.get(INSTANCE_HEADER) === instance;
    return { who: isOurs ? 'us' : 'another-verifier' };
  } catch (error) {
    // What `fetch` failed with is the cause; a time that is over has none.
    const { code, message } = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
    return { who: 'nobody', reason: typeof code === 'string' ? code : message };
  }
}

/** Tells whether that is so, asked once a minute however often a site's self-test wants to know. */
export function watchPublicUrl(
  publicUrl: string,
  clock: Clock,
  reach: (publicUrl: string) => Promise<Reached>,
): () => Promise<Problem | undefined> {
  let last: { readonly at: number; readonly found: Promise<Problem | undefined> } | undefined;

  return () => {
    const now = clock().getTime();
    if (last && Math.abs(now - last.at) < REMEMBERED) return last.found;
    const found = reach(publicUrl).then(({ who }) =>
      who === 'us' ? undefined : problem('public_url_unreachable', { params: { url: publicUrl } }),
    );
    last = { at: now, found };
    return found;
  };
}
