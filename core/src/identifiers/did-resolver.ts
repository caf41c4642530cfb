import { problem, VerificationError } from '../problem.ts';
import { type DidResolver, type Ports } from '../ports.ts';
import { createDidWebCache } from './did-web-cache.ts';
import { resolveDidJwk } from './did-jwk.ts';
import { resolveDidKey } from './did-key.ts';
import { parseDid } from './parse-did.ts';

export interface DidResolverOptions extends Pick<Ports, 'fetchJson' | 'clock'> {
  /** How long a fetched document is believed; one hour by default. */
  readonly cacheMs?: number;
}

/**
 * Resolves `did:key`, `did:jwk` and `did:web` (DID Core 1.0 §7.1).
 *
 * The first two never touch the network. `refresh` fetches a `did:web` again, at most once a minute each.
 *
 * @throws VerificationError `did_invalid`, `did_method_unsupported`, `did_document_invalid`, `key_type_unsupported`,
 *   `did_unresolvable` where trying later may help, `fetch_refused` or `fetch_too_large` where it will not
 */
export function createDidResolver({ fetchJson, clock, cacheMs }: DidResolverOptions): DidResolver {
  const resolveDidWeb = createDidWebCache({ fetchJson, clock, ...(cacheMs !== undefined && { cacheMs }) });

  return async (did, options) => {
    const parsed = parseDid(did);
    switch (parsed.method) {
      case 'key':
        return resolveDidKey(parsed);
      case 'jwk':
        return resolveDidJwk(parsed);
      case 'web':
        return resolveDidWeb(parsed, options);
      default:
        throw new VerificationError(problem('did_method_unsupported'));
    }
  };
}
