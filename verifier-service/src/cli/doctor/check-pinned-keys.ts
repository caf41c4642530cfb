import { createGuardedFetch, findIssuer, VerificationError, type Ports } from '@coop-credentials/core';
import type { Config } from '../../config.ts';
import { byDid } from '../../config/trust.ts';
import { fault, fine, type Finding } from './finding.ts';

const CHECK = 'pinned keys';

/** Whether the websites of issuers with `PINNED_KEYS` have these keys, and no others. */
export async function checkPinnedKeys(
  { pinnedKeys, insecureFetch }: Pick<Config, 'pinnedKeys' | 'insecureFetch'>,
  fetchJson: Ports['fetchJson'] = createGuardedFetch({ insecureHosts: insecureFetch }),
): Promise<Finding[]> {
  return Promise.all([...byDid(pinnedKeys)].map(([did, pins]) => checkIssuer(did, pins, fetchJson)));
}

async function checkIssuer(did: string, pins: readonly string[], fetchJson: Ports['fetchJson']): Promise<Finding> {
  try {
    const { keys } = await findIssuer(did, { fetchJson, clock: () => new Date() });
    const others = keys.map(({ fingerprint }) => fingerprint).filter((found) => !pins.includes(found));
    if (others.length === 0) return fine(CHECK, did);
    return fault(
      'key_not_pinned',
      CHECK,
      `${did} now has ${others.join(' and ')}, which PINNED_KEYS does not name: memberships under it are refused`,
      'Ask the co-op, not by its website, whether that is its key. If so, add it to PINNED_KEYS; if not, warn them.',
    );
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return fault(
      'issuer_unreachable',
      CHECK,
      `${did} cannot be looked up (${error.code})`,
      'Look again later. If it stays so, ask the co-op: nobody can show its memberships while its website is down.',
    );
  }
}
