import { strict as assert } from 'node:assert';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'mocha';
import { createStatusListFetch } from '../../src/index.ts';

let server: Server;

/** Asks a server on loopback that answers like this. */
async function fetchFrom(listener: RequestListener): Promise<unknown> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const findAddresses = async () => [{ address: '127.0.0.1', family: 4 }];
  return createStatusListFetch({ insecureHosts: [host], findAddresses })(`https://${host}/status/1`);
}

const answer =
  (type: string, body: string): RequestListener =>
  (_request, response) =>
    void response.setHeader('content-type', type).end(body);

describe('createStatusListFetch', () => {
  afterEach(() => server.close().closeAllConnections());

  for (const type of ['application/vc', 'application/vc+ld+json', 'application/json; charset=utf-8']) {
    it(`decodes ${type}`, async () => assert.deepEqual(await fetchFrom(answer(type, '{"a":1}')), { a: 1 }));
  }

  it('leaves a token as it is', async () =>
    assert.equal(await fetchFrom(answer('application/statuslist+jwt', 'a.b.c\n')), 'a.b.c'));

  it('refuses text of another type', () =>
    assert.rejects(fetchFrom(answer('text/html', '{"a":1}')), { code: 'fetch_not_json' }));

  it('takes half a megabyte', async () =>
    assert.ok(await fetchFrom(answer('application/vc', JSON.stringify('x'.repeat(512 * 1024 - 2))))));

  it('takes not a byte more', () =>
    assert.rejects(fetchFrom(answer('application/vc', JSON.stringify('x'.repeat(512 * 1024 - 1)))), {
      code: 'fetch_too_large',
    }));
});
