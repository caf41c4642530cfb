import { type ClientRequest, type IncomingMessage, request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { problem, VerificationError } from '../problem.ts';
import { checkedLookup } from './checked-lookup.ts';
import { type GuardedFetchOptions } from './guarded-fetch.ts';

const TIMEOUT = 3_000;
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\]):\d{1,5}$/;

/** What is asked for, and how an answer is read; `read` keeps to a size of its own. */
export interface Reading {
  readonly accept: string;
  readonly read: (response: IncomingMessage) => Promise<unknown>;
}

/** The fetch of `createGuardedFetch` with all of its guards, for any kind of answer. */
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
