import { strict as assert } from 'node:assert';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'mocha';
import { createListFetch } from '../../src/network/fetch-list.ts';
import type { GuardedFetchOptions } from '../../src/network/guarded-fetch.ts';

let server: Server;

/** A list's server on loopback, and how often it was asked with which tag. */
async function listServer(listener: RequestListener, options: GuardedFetchOptions = {}) {
  const tags: (string | undefined)[] = [];
  server = createServer((request, response) => {
    tags.push(request.headers['if-none-match']);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const findAddresses = async () => [{ address: '127.0.0.1', family: 4 }];
  const fetchList = createListFetch({ insecureHosts: [host], findAddresses, ...options });
  return { tags, get: (etag?: string) => fetchList(`https://${host}/list/fresh.json`, etag) };
}

/** As web servers do: a file, or that it is the one that the caller has. */
const withTag =
  (tag: string, body = '{"seq":1}'): RequestListener =>
  (request, response) => {
    response.setHeader('etag', tag).setHeader('content-type', 'application/json');
    if (request.headers['if-none-match'] === tag) response.writeHead(304).end();
    else response.end(body);
  };

describe('createListFetch', () => {
  afterEach(() => server.close().closeAllConnections());

  for (const tag of ['"v1"', 'W/"weak"']) {
    it(`asks only whether a file changed, once its tag is known: ${tag}`, async () => {
      const { get, tags } = await listServer(withTag(tag));
      const first = await get();
      assert.deepEqual(first, { document: { seq: 1 }, etag: tag });
      assert.equal(await get(tag), 'unchanged');
      assert.deepEqual(await get('"older"'), first);
      assert.deepEqual(tags, [undefined, tag, '"older"']);
    });
  }

  it('keeps no tag that is none', async () => {
    for (const tag of ['no quotes', `"${'x'.repeat(201)}"`]) {
      const { get } = await listServer(withTag(tag));
      assert.deepEqual(await get(), { document: { seq: 1 } }, tag);
      server.close().closeAllConnections();
    }
  });

  it('takes larger files than others are, and no larger ones than it says', async () => {
    const large = JSON.stringify('x'.repeat(2 * 1024 * 1024));
    const { get } = await listServer(withTag('"v1"', large));
    assert.equal(((await get()) as { document: string }).document.length, 2 * 1024 * 1024);
    server.close().closeAllConnections();
    const limited = await listServer(withTag('"v1"', large), { maxBytes: 1024 });
    await assert.rejects(limited.get(), { code: 'fetch_too_large' });
  });

  it('refuses a page in place of a list, and a way to elsewhere', async () => {
    const page = await listServer(
      (_request, response) => void response.setHeader('content-type', 'text/html').end('<p>'),
    );
    await assert.rejects(page.get(), { code: 'fetch_not_json' });
    server.close().closeAllConnections();
    const moved = await listServer((_request, response) => response.writeHead(302, { location: '/other.json' }).end());
    await assert.rejects(moved.get());
    assert.equal(moved.tags.length, 1);
  });
});
