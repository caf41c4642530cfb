import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a cache in front of a site does with a visitor who has a cookie, and with what is private. */
export type CacheManners = 'heeds' | 'ignores cookies' | 'keeps what is private';

/** A page cache with those manners; `stop` ends it. */
export async function startBadCache(
  siteUrl: string,
  manners: CacheManners,
): Promise<{ url: string; stop(): Promise<void> }> {
  const pages = new Map<string, string>();
  const server = createServer(({ url = '', headers }, response) => {
    const isKnown = headers.cookie !== undefined;
    const kept = isKnown && manners !== 'ignores cookies' ? undefined : pages.get(url);
    const answer =
      kept !== undefined
        ? Promise.resolve(kept)
        : fetch(siteUrl + url, { headers: isKnown ? { cookie: headers.cookie ?? '' } : {} }).then(async (page) => {
            const isPrivate = /no-store|private/.test(page.headers.get('cache-control') ?? '');
            const text = await page.text();
            if (!isPrivate || manners === 'keeps what is private') pages.set(url, text);
            return text;
          });
    answer.then(
      (text) => response.setHeader('content-type', 'text/html').end(text),
      () => response.writeHead(502).end(),
    );
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
