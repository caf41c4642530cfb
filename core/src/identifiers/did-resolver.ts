import type { CacheInventory } from '../cache-inventory.ts';
import { problem, VerificationError } from '../problem.ts';
import { type DidResolver, type Ports } from '../ports.ts';
import { createDidWebCache } from './did-web-cache.ts';
import { resolveDidJwk } from './did-jwk.ts';
import { resolveDidKey } from './did-key.ts';
import { parseDid } from './parse-did.ts';
import { createKeyPins, type PinnedKeysOptions } from './pinned-keys.ts';

export interface DidResolverOptions extends Pick<Ports, 'fetchJson' | 'clock'>, Partial<PinnedKeysOptions> {
  /** How long a fetched document is believed; one hour by default. */
  readonly cacheMs?: number;
  /** How documents are fetched whose DID no policy names; like all others by default. */
  readonly fetchForStrangers?: Ports['fetchJson'];
}

const HOUR = 3_600_000;

/** Of issuers that a policy names. Our own network may be at fault: a failure is soon tried again. */
const recognisedLimits = { maxEntries: 1_000, passingFailureMs: 5_000, maxFetches: 64 };

/** Of the documents that are kept: of issuers that a policy names, and of all others. */
export type DidInventory = Readonly<Record<'recognised' | 'others', CacheInventory>>;

/** Of whoever else has us look: few at once, few remembered. */
const strangersLimits = { maxEntries: 100, passingFailureMs: 60_000, maxFetches: 8 };

/**
 * Resolves `did:key`, `did:jwk` and `did:web` (DID Core 1.0 §7.1).
 *
 * The first two never touch the network. `refresh` fetches a `did:web` again, at most once a minute each. Documents
 * of `recognised` DIDs are kept apart from all others, which strangers choose: no flood of those displaces an issuer.
 *
 * @throws VerificationError `did_invalid`, `did_method_unsupported`, `did_document_invalid`, `key_type_unsupported`,
 *   `did_unresolvable` or `service_busy` where trying later may help, `fetch_refused` or `fetch_too_large` where it
 *   will not
 */
export function createDidResolver({
  fetchJson,
  clock,
  cacheMs = HOUR,
  fetchForStrangers = fetchJson,
  pinnedKeys = new Map(),
  onUnpinnedKey,
}: DidResolverOptions): DidResolver & { readonly inventory: () => DidInventory } {
  const recognisedWeb = createDidWebCache({ fetchJson, clock, cacheMs, ...recognisedLimits });
  const strangersWeb = createDidWebCache({ fetchJson: fetchForStrangers, clock, cacheMs, ...strangersLimits });

  const pin = createKeyPins({ pinnedKeys, ...(onUnpinnedKey && { onUnpinnedKey }) });

  const resolve: DidResolver = async (did, options = {}) => {
    const parsed = parseDid(did);
    switch (parsed.method) {
      case 'key':
        return resolveDidKey(parsed);
      case 'jwk':
        return resolveDidJwk(parsed);
      case 'web':
        return pin(await (options.recognised ? recognisedWeb : strangersWeb).find(parsed, options));
      default:
        throw new VerificationError(problem('did_method_unsupported'));
    }
  };
  const inventory = () => ({ recognised: recognisedWeb.inventory(), others: strangersWeb.inventory() });
  return Object.assign(resolve, { inventory });
}
