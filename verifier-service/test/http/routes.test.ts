import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { request as httpRequest } from 'node:http';
import { startTestService } from '../bed/service.ts';
import { send } from '../bed/site-client.ts';
import { maskPath } from '../../src/http/access-log.ts';
import { network } from '../../src/http/rate-limit.ts';

const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

describe('the service', () => {
  it('answers what it does not know with a problem', async () => {
    await using service = await startTestService();
    const { call } = await service.addSite();
    assert.deepEqual(codeOf(await send(`${service.url}/nothing`)), [404, 'route_unknown']);
    assert.deepEqual(codeOf(await send(`${service.url}/b/%E0%A4%A`)), [404, 'route_unknown']);
    assert.deepEqual(codeOf(await call('GET', '/nothing')), [404, 'route_unknown']);
    assert.deepEqual(codeOf(await call('PATCH', '/presentation-requests')), [405, 'method_not_allowed']);
    const wrongMethod = await call('POST', '/policies/p', {});
    assert.deepEqual(codeOf(wrongMethod), [405, 'method_not_allowed']);
    assert.equal(wrongMethod.headers.get('allow'), 'GET, PUT, DELETE, HEAD');
  });

  it('says that it lives and that it is ready, and gives away nothing else', async () => {
    await using service = await startTestService();
    assert.deepEqual((await send(`${service.url}/healthz`)).body, { status: 'ok' });
    const { status, headers } = await send(`${service.url}/readyz`);
    assert.equal(status, 200);
    assert.equal(headers.get('x-powered-by'), null);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
  });

  it('tells a fault of its own without its words, under the number that its log has', async () => {
    const broken = { verifyPresentation: () => Promise.reject(new Error('secret words')) };
    await using service = await startTestService({ verifier: broken });
    const site = await service.addSite();
    await site.putPolicy();
    const { links } = await site.open();
    const { answer } = await import('../bed/wallet.ts');
    const { status, body } = await answer(links.crossDevice.app, { created: service.clock() });
    assert.deepEqual([status, body.code], [500, 'internal_error']);
    assert.ok(!JSON.stringify(body).includes('secret words'));
    assert.ok(!service.logged().includes('secret words'));
    assert.ok(service.logged().includes(body.instance.replace('urn:uuid:', '')));
  });

  it('takes so many wallet posts a minute from one address', async () => {
    await using service = await startTestService({ environment: { RATE_LIMITS: '5' } });
    const post = () =>
      send(`${service.url}/wallet/openid4vp/response/guess`, { method: 'POST', body: new URLSearchParams() });
    for (let count = 0; count < 5; count += 1) assert.deepEqual(codeOf(await post()), [404, 'request_unknown']);
    const limited = await post();
    assert.deepEqual(codeOf(limited), [429, 'rate_limited']);
    assert.equal(limited.headers.get('retry-after'), '60');
    assert.equal(limited.headers.get('access-control-allow-origin'), '*', 'a web wallet can read why');
    service.pass(60_000);
    assert.deepEqual(codeOf(await post()), [404, 'request_unknown']);
    for (let count = 1; count < 5; count += 1) await post();
    service.pass(-3_600_000);
    assert.deepEqual(codeOf(await post()), [404, 'request_unknown'], 'a clock that is set back locks nobody out');
  });

  it('lets one address look ten times as often as it may post, its pages apart from its wallets', async () => {
    await using service = await startTestService({ environment: { RATE_LIMITS: '2' } });
    const guesses = ['/wallet/openid4vp/request/guess', '/i/guess?iuv=1', '/b/guess'];
    const look = (path: string) => send(`${service.url}${path}`, { headers: { Accept: 'application/json' } });
    for (let count = 0; count < 10; count += 1) {
      for (const path of guesses) assert.deepEqual(codeOf(await look(path)), [404, 'request_unknown']);
    }
    for (const path of guesses.slice(0, 2)) {
      const limited = await look(path);
      assert.deepEqual(codeOf(limited), [429, 'rate_limited']);
      assert.equal(limited.headers.get('retry-after'), '60');
      assert.equal(limited.headers.get('access-control-allow-origin'), '*', 'a web wallet can read why');
    }
    const page = await look('/try');
    assert.deepEqual([page.status, page.headers.get('content-type')], [429, 'text/html; charset=utf-8']);
    assert.equal(page.headers.get('retry-after'), '60');

    for (let count = 0; count < 10; count += 1) assert.equal((await look('/b/guess')).status, 404);
    assert.deepEqual(codeOf(await look('/b/guess')), [429, 'rate_limited']);
    assert.deepEqual(codeOf(await send(`${service.url}/b/guess/extend`, { method: 'POST' })), [429, 'rate_limited']);
    service.pass(60_000);
    assert.deepEqual(codeOf(await look('/b/guess')), [404, 'request_unknown']);
  });

  it('answers so many calls of one site, whatever another one does', async () => {
    await using service = await startTestService({ environment: { RATE_LIMITS: 'site=3' } });
    const [busy, quiet] = [await service.addSite('Busy', 'https://busy.example'), await service.addSite()];
    for (let count = 0; count < 3; count += 1) assert.equal((await busy.call('GET', '/policies/none')).status, 404);
    const limited = await busy.call('GET', '/site');
    assert.deepEqual(codeOf(limited), [429, 'rate_limited']);
    assert.equal(limited.headers.get('retry-after'), '60');
    assert.equal((await quiet.call('GET', '/policies/none')).status, 404);
    const stranger = { Authorization: `Bearer ${busy.key}x` };
    assert.deepEqual(
      codeOf(await busy.call('GET', '/site', undefined, stranger)),
      [401, 'key_wrong'],
      'guesses count for nobody',
    );
    service.pass(60_000);
    assert.equal((await busy.call('GET', '/policies/none')).status, 404);
  });

  it('answers so much about one request, from wherever, and guesses count for none', async () => {
    const environment = { RATE_LIMITS: 'request=4', TRUSTED_PROXIES: 'loopback' };
    await using service = await startTestService({ environment });
    const site = await service.addSite();
    await site.putPolicy();
    const [one, other] = [await site.open(), await site.open()];
    const uriOf = ({ links }: typeof one) => new URL(links.sameDevice.app).searchParams.get('request_uri')!;
    let address = 0;
    const call = (uri: string, init: RequestInit = {}) =>
      send(uri, { ...init, headers: { 'X-Forwarded-For': `203.0.113.${(address += 1)}` } });
    const post = { method: 'POST', body: new URLSearchParams({ vp_token: '' }) };
    const responseUri = uriOf(one).replace('/request/', '/response/');
    for (let count = 0; count < 9; count += 1) assert.equal((await call(`${uriOf(one)}x`)).status, 404);
    assert.equal((await call(uriOf(one))).status, 200);
    assert.equal((await call(uriOf(one), post)).status, 200);
    assert.equal((await call(responseUri, post)).status, 400);
    assert.equal((await call(uriOf(one))).status, 200);
    for (const [uri, init] of [[uriOf(one)], [uriOf(one), post], [responseUri, post]] as const) {
      const limited = await call(uri, init);
      assert.deepEqual(codeOf(limited), [429, 'rate_limited']);
      assert.equal(limited.headers.get('access-control-allow-origin'), '*', 'a web wallet can read why');
    }
    assert.equal((await call(uriOf(other))).status, 200);
    service.pass(60_000);
    assert.equal((await call(uriOf(one))).status, 200);
  });

  it('limits how often DID documents of sites are read, with the reads of requests', async () => {
    await using service = await startTestService({ environment: { RATE_LIMITS: 'address=1' } });
    const { site } = await service.addSite();
    const read = () => send(`${service.url}/sites/${site.id}/did.json`);
    for (let count = 0; count < 10; count += 1) assert.equal((await read()).status, 200);
    assert.deepEqual(codeOf(await read()), [429, 'rate_limited']);
    const guess = `${service.url}/wallet/openid4vp/request/guess`;
    assert.deepEqual(codeOf(await send(guess)), [429, 'rate_limited']);
    assert.deepEqual(codeOf(await send(guess, { method: 'POST' })), [429, 'rate_limited']);
  });

  it('gives wallets and browsers addresses that nobody guesses, and keeps their hashes alone', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { links, browser } = await site.open();
    const tokens = [
      ...[links.sameDevice.app, links.crossDevice.app].map((app) => new URL(app).searchParams.get('request_uri')!),
      String(links.crossDevice.interaction).replace('?iuv=1', ''),
      browser.statusUrl,
    ].map((uri) => uri.split('/').at(-1)!);
    assert.equal(new Set(tokens).size, 4);
    for (const token of tokens) assert.equal(Buffer.from(token, 'base64url').length, 32);
    const stored = await service.dump();
    for (const token of tokens) assert.ok(!stored.includes(token));
  });

  it('believes a forwarded address only from a trusted proxy', async () => {
    for (const [trusted, expected] of [
      ['', 429],
      ['loopback', 404],
    ] as const) {
      await using service = await startTestService({ environment: { RATE_LIMITS: '1', TRUSTED_PROXIES: trusted } });
      const post = (address: string) =>
        send(`${service.url}/wallet/openid4vp/response/guess`, {
          method: 'POST',
          headers: { 'X-Forwarded-For': address },
        });
      await post('203.0.113.1');
      assert.equal((await post('203.0.113.2')).status, expected);
    }
  });

  it('with an INSECURE_ setting answers its own machine only', async () => {
    await using service = await startTestService({ environment: { INSECURE_FETCH: 'localhost:4101' } });
    assert.equal((await send(`${service.url}/healthz`)).status, 200);
    const forwarded = await send(`${service.url}/healthz`, { headers: { 'X-Forwarded-For': '203.0.113.1' } });
    assert.deepEqual(codeOf(forwarded), [403, 'insecure_loopback_only']);
    assert.equal(await statusWithHost(service.url, 'verifier.example'), 403);
    assert.equal(await statusWithHost(service.url, 'localhost:1'), 200);
  });
});

describe('the access log', () => {
  it('masks every token that a path can hold', () => {
    const masked: Record<string, string> = {
      '/b/secret': '/b/***',
      '/b/secret/extend': '/b/***/extend',
      '/b/secret/x/extend': '/b/***/extend',
      '/wallet/openid4vp/response/secret': '/wallet/openid4vp/response/***',
      '/wallet/openid4vp/request/secret/more': '/wallet/openid4vp/request/***',
      '/wallet/vcalm/exchange/secret': '/wallet/vcalm/exchange/***',
      '/wallet/other/secret': '/wallet/***',
      '/i/secret': '/i/***',
      '/B/secret': '/***',
      '//b/secret': '/***',
      '/healthz': '/healthz',
      '/v1/policies/lounge': '/v1/policies/***',
      '/v1/verifications/vf_AAAAAAAAAAAAAAAAAAAAAA/recheck': '/v1/verifications/vf_AAAAAAAAAAAAAAAAAAAAAA/recheck',
      '/v1/site/sk_AAAAAAAAAAAAAAAAAAAAAA.secret': '/v1/site/***',
      '/v1/pair/vf_secret/a/b/c': '/v1/pair/***/***',
    };
    for (const [path, expected] of Object.entries(masked)) assert.equal(maskPath(path), expected);
  });
});

describe('rate limiting', () => {
  it('takes the addresses of one household for one', () => {
    assert.equal(network('203.0.113.9'), '203.0.113.9');
    assert.equal(network('::ffff:203.0.113.9'), '203.0.113.9');
    assert.equal(network('2001:db8:1:2:aaaa::1'), network('2001:db8:1:2:bbbb:0:0:2'));
    assert.notEqual(network('2001:db8:1:2::1'), network('2001:db8:1:3::1'));
    assert.equal(network('::1'), '0:0:0:0');
    assert.equal(network('fe80::1%eth0'), network('fe80::2'));
  });

  it('takes an address for the same whatever port a proxy writes beside it, and all that is none for one', () => {
    assert.equal(network('203.0.113.9:40000'), '203.0.113.9');
    assert.equal(network('[2001:db8:1:2::1]:40000'), network('2001:db8:1:2::1'));
    assert.equal(network('[2001:db8:1:2::1]'), network('2001:db8:1:2::1'));
    for (const other of ['', 'unknown', '_hidden', '203.0.113.999', '203.0.113.9:1:2', '[::1', '1.2.3:4'])
      assert.equal(network(other), network('_another'), other);
  });
});

function statusWithHost(url: string, host: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  httpRequest(`${url}/healthz`, { headers: { Host: host } }, (response) => {
    response.resume();
    resolve(response.statusCode);
  })
    .once('error', reject)
    .end();
  return promise;
}
