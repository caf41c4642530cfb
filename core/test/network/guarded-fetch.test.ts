import { strict as assert } from 'node:assert';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'mocha';
import { createGuardedFetch, type GuardedFetchOptions } from '../../src/network/guarded-fetch.ts';

const servers: Server[] = [];
let requests = 0;

/** A server on loopback; returns its `host:port`. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    requests += 1;
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `localhost:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  requests = 0;
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const json: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json; charset=utf-8').end('{"answer":42}');
};
const ipv4 = (address: string) => ({ address, family: 4 });
const loopback = async () => [ipv4('127.0.0.1')];

/** A fetch that may reach this one server. */
const fetchFrom = (host: string, options: GuardedFetchOptions = {}) =>
  createGuardedFetch({ insecureHosts: [host], findAddresses: loopback, ...options });

const code = (expected: string) => (error: unknown) => {
  assert.equal((error as { code?: string }).code, expected);
  return true;
};

describe('createGuardedFetch: what it refuses to dial', () => {
  const spellings = [
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127。0。0。1/',
    'https://0.0.0.0/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/',
    'https://8.8.8.8/',
    'http://harvest.example/',
    'https://user:secret@harvest.example/',
    'ftp://harvest.example/',
    'file:///etc/hostname',
    'no address at all',
  ];
  for (const url of spellings) {
    it(`refuses ${url} before it looks anything up`, async () => {
      const fetchJson = createGuardedFetch({
        findAddresses: async () => assert.fail('looked up'),
      });
      await assert.rejects(fetchJson(url), code('fetch_refused'));
    });
  }

  const privateAddresses = [
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fc00::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
  ];
  for (const address of privateAddresses) {
    it(`refuses a public name that answers ${address}`, async () => {
      const fetchJson = createGuardedFetch({ findAddresses: async () => [{ address, family: 4 }] });
      await assert.rejects(fetchJson('https://harvest.example/'), code('fetch_refused'));
    });
  }

  it('refuses a name of which one address of two is private', async () => {
    const fetchJson = createGuardedFetch({ findAddresses: async () => [ipv4('93.184.215.14'), ipv4('127.0.0.1')] });
    await assert.rejects(fetchJson('https://harvest.example/'), code('fetch_refused'));
  });

  it('looks a name up once and dials that answer, so that rebinding gains nothing', async () => {
    const host = await serve(json);
    const answers = [[ipv4('10.0.0.1')], [ipv4('127.0.0.1')]];
    let asked = 0;
    const fetchJson = fetchFrom(host, { findAddresses: async () => answers[asked++] ?? [] });
    await assert.rejects(fetchJson(`http://${host}/`), code('fetch_refused'));
    assert.deepEqual([asked, requests], [1, 0]);
  });

  it('dials no loopback port but the one it was given', async () => {
    const [given, other] = [await serve(json), await serve(json)];
    await assert.rejects(fetchFrom(given)(`http://${other}/`), code('fetch_refused'));
    await assert.rejects(fetchFrom(given)(`https://${other}/`), code('fetch_refused'));
    assert.equal(requests, 0);
  });

  for (const [port, scheme, other] of [
    [443, 'https', 'http'],
    [80, 'http', 'https'],
  ] as const) {
    it(`takes ${scheme} without a port for port ${port} of a given host`, async () => {
      const findAddresses = () => Promise.reject(new Error('asked'));
      const fetchJson = fetchFrom(`localhost:${port}`, { findAddresses });
      await assert.rejects(fetchJson(`${scheme}://localhost/`), code('fetch_failed'));
      await assert.rejects(fetchJson(`${other}://localhost/`), code('fetch_refused'));
    });
  }

  it('refuses a given host that answers a public address', async () => {
    const fetchJson = fetchFrom('localhost:4101', { findAddresses: async () => [ipv4('93.184.215.14')] });
    await assert.rejects(fetchJson('http://localhost:4101/'), code('fetch_refused'));
  });

  it('asks no port but those it was given, and its insecure hosts', async () => {
    const host = await serve(json);
    const asked: string[] = [];
    const ask = (hostname: string) => {
      asked.push(hostname);
      return hostname === 'localhost' ? loopback() : Promise.resolve([]);
    };
    const fetchJson = fetchFrom(host, { ports: [443], findAddresses: ask });
    for (const port of [22, 80, 8443]) {
      await assert.rejects(fetchJson(`https://harvest.example:${port}/`), code('fetch_refused'));
    }
    assert.deepEqual(asked, []);
    await assert.rejects(fetchJson('https://harvest.example/'));
    assert.deepEqual(asked, ['harvest.example']);
    assert.deepEqual(await fetchJson(`https://${host}/`), { answer: 42 });
  });

  it('asks no name server where localhost is', async () => {
    const host = await serve(json);
    assert.deepEqual(await createGuardedFetch({ insecureHosts: [host] })(`http://${host}/`), { answer: 42 });
  });

  it('takes no insecure host that is not loopback, or that has no port', () => {
    for (const host of ['harvest.example:80', 'localhost', '10.0.0.1:80', 'localhost:80/path']) {
      assert.throws(() => createGuardedFetch({ insecureHosts: [host] }), TypeError);
    }
  });
});

describe('createGuardedFetch: what it accepts as an answer', () => {
  it('reads JSON, also where an https address names a host that is asked over http', async () => {
    const host = await serve(json);
    assert.deepEqual(await fetchFrom(host)(`http://${host}/`), { answer: 42 });
    assert.deepEqual(await fetchFrom(host)(`https://${host}/did.json`), { answer: 42 });
  });

  it('says what it takes, and that it takes nothing compressed', async () => {
    let headers: IncomingHttpHeaders = {};
    const host = await serve((request, response) => {
      ({ headers } = request);
      json(request, response);
    });
    await fetchFrom(host)(`http://${host}/`);
    assert.match(headers.accept ?? '', /^application\/json, application\/did\+json/);
    assert.equal(headers['accept-encoding'], 'identity');
  });

  for (const type of [
    'application/json ;charset=utf-8',
    'application/did+json',
    'application/did+ld+json',
    'application/ld+json; profile="x"',
  ]) {
    it(`reads ${type}`, async () => {
      const host = await serve((_request, response) => response.setHeader('content-type', type).end('[]'));
      assert.deepEqual(await fetchFrom(host)(`http://${host}/`), []);
    });
  }

  const refusals: readonly (readonly [string, string, RequestListener])[] = [
    ['a redirect', 'fetch_refused', (_q, response) => response.writeHead(302, { location: '/' }).end()],
    ['a choice of pages', 'fetch_refused', (_q, response) => response.writeHead(300).end()],
    ['a page that was not modified', 'fetch_refused', (_q, response) => response.writeHead(304).end()],
    ['what it took for a bad question', 'fetch_failed', (_q, response) => response.writeHead(400).end()],
    [
      'an answer that is made already',
      'fetch_failed',
      (q, response) => json(q, Object.assign(response, { statusCode: 201 })),
    ],
    ['a missing page', 'fetch_failed', (_q, response) => response.writeHead(404).end()],
    ['a page in HTML', 'fetch_not_json', (_q, response) => response.setHeader('content-type', 'text/html').end('{}')],
    ['no content type', 'fetch_not_json', (_q, response) => response.end('{}')],
    [
      'broken JSON',
      'fetch_not_json',
      (_q, response) => response.setHeader('content-type', 'application/json').end('{'),
    ],
    [
      'bytes that are not UTF-8',
      'fetch_not_json',
      (_q, response) => response.setHeader('content-type', 'application/json').end(Buffer.from([0x22, 0xff, 0x22])),
    ],
    [
      'a compressed body',
      'fetch_not_json',
      (_q, response) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('{}'),
    ],
    [
      'a body that says it is too large',
      'fetch_too_large',
      (_q, response) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 65_537 }).flushHeaders(),
    ],
    [
      'a body that turns out too large',
      'fetch_too_large',
      (_q, response) => {
        response.setHeader('content-type', 'application/json');
        response.write('"');
        response.write('x'.repeat(65_535));
        response.end('"');
      },
    ],
    ['a broken connection', 'fetch_failed', (_q, response) => response.destroy()],
  ];
  for (const [what, expected, listener] of refusals) {
    it(`refuses ${what} as ${expected}`, async () => {
      const host = await serve(listener);
      await assert.rejects(fetchFrom(host)(`http://${host}/`), code(expected));
    });
  }

  it('does not follow a redirect', async () => {
    const host = await serve((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    await assert.rejects(fetchFrom(host)(`http://${host}/`));
    assert.equal(requests, 1);
  });

  it('reads a body of exactly the limit', async () => {
    const body = `"${'x'.repeat(65_534)}"`;
    const host = await serve((_request, response) => response.setHeader('content-type', 'application/json').end(body));
    assert.equal(await fetchFrom(host)(`http://${host}/`), body.slice(1, -1));
  });

  it('gives up when the whole exchange takes too long, however steadily it drips', async () => {
    const drips: NodeJS.Timeout[] = [];
    const host = await serve((_request, response) => {
      response.setHeader('content-type', 'application/json');
      drips.push(setInterval(() => response.write(' '), 10));
    });
    await assert.rejects(fetchFrom(host, { timeoutMs: 100 })(`http://${host}/`), code('fetch_failed'));
    for (const drip of drips) clearInterval(drip);
  });

  it('gives up when the lookup does not answer', async () => {
    const fetchJson = createGuardedFetch({ timeoutMs: 50, findAddresses: () => new Promise(() => {}) });
    await assert.rejects(fetchJson('https://harvest.example/'), code('fetch_failed'));
  });
});
