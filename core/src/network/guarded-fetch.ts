import { type ClientRequest, type IncomingMessage, request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { problem, VerificationError } from '../problem.ts';
import { type Ports } from '../ports.ts';
import { checkedLookup } from './checked-lookup.ts';
import { type FindAddresses } from './find-addresses.ts';
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

const TIMEOUT = 3_000;
const MAX_BYTES = 65_536;
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\]):\d{1,5}$/;

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

/** What is asked for, and how an answer is read; `read` keeps to a size of its own. */
export interface Reading {
  readonly accept: string;
  readonly read: (response: IncomingMessage) => Promise<unknown>;
}

/** A fetch with all of these guards, for another kind of answer. */
export function guardedGet(
  { insecureHosts = [], timeoutMs = TIMEOUT, ports, findAddresses }: GuardedFetchOptions,
  { accept, read }: Reading,
): (address: string, headers?: Readonly<Record<string, string>>) => Promise<unknown> {
  const wrong = insecureHosts.filter((host) => !LOOPBACK_HOST.test(host));
  if (wrong.length > 0) throw new TypeError(`insecureHosts takes loopback hosts with a port only: ${wrong.join(', ')}`);

  const lookups = {
    public: checkedLookup('public', findAddresses),
    loopback: checkedLookup('loopback', findAddresses),
  };

  return async (address, headers = {}) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || url.username || url.password) throw new VerificationError(problem('fetch_refused'));
    const isInsecure = insecureHosts.includes(hostWithPort(url));
    const isGivenPort = !ports || ports.includes(Number(url.port || 443));
    if (!isInsecure && !(isSecure(url) && isGivenPort)) throw new VerificationError(problem('fetch_refused'));

    const signal = AbortSignal.timeout(timeoutMs);
    const requestOptions: RequestOptions = {
      ...{ signal, agent: false, lookup: lookups[isInsecure ? 'loopback' : 'public'] },
      headers: { ...headers, accept, 'accept-encoding': 'identity' },
    };
    try {
      const response = await respond(
        isInsecure ? requestHttp(overHttp(url), requestOptions) : requestHttps(url, requestOptions),
      );
      return await read(response).finally(() => response.destroy());
    } catch (cause) {
      throw cause instanceof VerificationError ? cause : new VerificationError(problem('fetch_failed'), { cause });
    }
  };
}

/** https to a name: a URL parser has by now turned every spelling of an IPv4 address into its plain one. */
const isSecure = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' && !hostname.startsWith('[') && isIP(hostname) === 0;

const hostWithPort = ({ protocol, hostname, port }: URL): string =>
  `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;

const overHttp = (url: URL): URL => new URL(`http://${hostWithPort(url)}${url.pathname}${url.search}`);

const respond = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once('response', resolve).once('error', reject).end();
  });
