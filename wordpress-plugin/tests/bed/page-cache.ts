import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page cache in front of a site, as many hosts run one. */
export interface PageCache {
  readonly url: string;
  /** How many answers came from the cache. */
  hits(): number;
  clear(): void;
  stop(): Promise<void>;
}

interface Page {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The cookies that nginx' common rules for WordPress pass by; `wp-postpass` is how ours begins. */
const passing = /comment_author|wordpress_[a-f0-9]+|wp-postpass|wordpress_no_cache|wordpress_logged_in/;
const uncacheable = /no-store|no-cache|private|max-age=0/;

/**
 * Keeps answers by address for as long as the test runs, as nginx' fastcgi_cache with its common WordPress rules does:
 * GET only, past those who have one of WordPress' cookies, never what says `no-store`, `no-cache` or `private` or sets
 * a cookie. `ignoresHeaders` is a badly set one that keeps whatever a visitor without such a cookie gets.
 */
export async function startPageCache(siteUrl: string, { ignoresHeaders = false } = {}): Promise<PageCache> {
  const pages = new Map<string, Page>();
  let hits = 0;

  const server = createServer((incoming, outgoing) => {
    const key = `${incoming.headers.host} ${incoming.url}`;
    const mayCache = incoming.method === 'GET' && !passing.test(incoming.headers.cookie ?? '');
    const kept = mayCache ? pages.get(key) : undefined;
    if (kept) {
      hits += 1;
      send(outgoing, kept, 'hit');
      return;
    }
    const { hostname, port, host } = new URL(siteUrl);
    const forwarded = request(
      {
        hostname,
        port,
        path: incoming.url,
        method: incoming.method,
        headers: { ...incoming.headers, host },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const page = { status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) };
          if (mayCache && isCacheable(page, ignoresHeaders)) pages.set(key, page);
          send(outgoing, page, 'miss');
        });
      },
    );
    incoming.pipe(forwarded);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    hits: () => hits,
    clear: () => {
      pages.clear();
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const isCacheable = ({ status, headers }: Page, ignoresHeaders: boolean): boolean =>
  [200, 301, 404].includes(status) &&
  (ignoresHeaders || (!uncacheable.test(headers['cache-control'] ?? '') && headers['set-cookie'] === undefined));

function send(outgoing: ServerResponse, { status, headers, body }: Page, how: string): void {
  const { 'transfer-encoding': _chunked, connection: _connection, ...rest } = headers;
  outgoing.writeHead(status, { ...rest, 'x-cache': how, 'content-length': body.length });
  outgoing.end(body);
}
