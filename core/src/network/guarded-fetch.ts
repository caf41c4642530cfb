import { type Ports } from '../ports.ts';
import { type FindAddresses } from './find-addresses.ts';
import { guardedGet } from './guarded-get.ts';
import { readJson } from './read-json.ts';

export interface GuardedFetchOptions {
  /**
   * Loopback hosts, as exact `host:port`, that are asked over plain http, also when an https address names them.
   * @deprecated For demos and tests only: whoever can name a DID can then reach these ports.
   */
  readonly insecureHosts?: readonly string[];
  /** For the whole exchange; three seconds by default. */
  readonly timeoutMs?: number;
  /** The longest body; 64 KiB by default. */
  readonly maxBytes?: number;
  /** The only ports asked besides `insecureHosts`; any by default. */
  readonly ports?: readonly number[];
  /** Replaces the name servers, in tests. */
  readonly findAddresses?: FindAddresses;
}

const MAX_BYTES = 65_536;

/**
 * The one way out: fetches JSON from a public https address that a stranger may have named.
 *
 * No IP addresses as hosts, no credentials, no redirects, no private addresses (checked by the socket's own lookup),
 * a time and a size limit (VC Data Integrity 1.0 §5.13, "Network Requests").
 *
 * @throws VerificationError `fetch_refused`, `fetch_failed`, `fetch_not_json`, `fetch_too_large`
 */
export function createGuardedFetch(options: GuardedFetchOptions = {}): Ports['fetchJson'] {
  const { maxBytes = MAX_BYTES } = options;
  const get = guardedGet(options, {
    accept: 'application/json, application/did+json, application/*+json',
    read: (response) => readJson(response, maxBytes),
  });
  return (address) => get(address);
}
