import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { startTestService, type TestService } from '../../bed/service.ts';
import { send } from '../../bed/site-client.ts';
import { readRequest } from '../../bed/wallet.ts';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const open = (url: string, accept: string) => send(url, { headers: { Accept: accept } });

describe('an interaction URL', () => {
  let service: TestService;
  let links: { crossDevice: { interaction: string; matchCode: string } };
  let url: string;

  before(async () => {
    service = await startTestService();
    const site = await service.addSite('Tom & <b>Co</b>');
    await site.putPolicy({ purpose: 'Open "it"' });
    ({ links } = await site.open());
    url = links.crossDevice.interaction;
  });
  after(() => service[Symbol.asyncDispose]());

  it('is short, and says which version of interaction it is', () => {
    assert.ok(url.startsWith(`${service.url}/i/`));
    assert.equal(new URL(url).search, '?iuv=1');
    assert.ok(url.length - service.url.length < 60, 'so that its code is easy to scan');
  });

  it('tells a wallet the protocols that it may answer by', async () => {
    for (const accept of ['application/json', '*/*', 'application/json, text/html;q=0.5']) {
      const { status, body, headers } = await open(url, accept);
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body.protocols), ['vcapi', 'oid4vp-1.0']);
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.match(headers.get('vary') ?? '', /Accept/);
    }
  });

  it('leads to OpenID4VP as well, with the number to compare', async () => {
    const { clientName } = await readRequest((await open(url, 'application/json')).body.protocols['oid4vp-1.0']);
    assert.equal(clientName, `Tom & <b>Co</b> · ${links.crossDevice.matchCode}`);
  });

  it('tells a person who asks, what for, for how long, the number to compare and what to do', async () => {
    for (const accept of [browser, 'text/plain']) {
      const { status, body, headers } = await open(url, accept);
      assert.equal(status, 200);
      assert.match(headers.get('content-type') ?? '', /^text\/html/);
      assert.ok(body.includes('Tom &#38; &#60;b&#62;Co&#60;/b&#62; asks for your membership: Open &#34;it&#34;'), body);
      assert.ok(body.includes('It remembers the answer for 30 days.'), body);
      assert.ok(body.includes(links.crossDevice.matchCode));
      assert.ok(body.includes(`href="interaction:${url}"`));
      assert.match(body, /<html lang="en">/);
    }
  });

  it('lets the page run nothing and load nothing but its one style', async () => {
    const { body, headers } = await open(url, browser);
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(body) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    assert.equal(
      headers.get('content-security-policy'),
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
  });

  it('tells a wallet and a person when there is nothing to answer', async () => {
    const guessed = `${service.url}/i/guessed?iuv=1`;
    const toWallet = await open(guessed, 'application/json');
    assert.deepEqual([toWallet.status, toWallet.body.code], [404, 'request_unknown']);
    const toPerson = await open(guessed, browser);
    assert.equal(toPerson.status, 404);
    assert.ok(toPerson.body.includes('Start again from the page you came from.'));
    assert.ok(!service.logged().includes('guessed'));
  });

  it('tells a person in a page, and a wallet in JSON, that too much is coming', async () => {
    await using busy = await startTestService({ environment: { RATE_LIMITS: '1' } });
    const guessed = `${busy.url}/i/guessed?iuv=1`;
    for (let read = 0; read < 10; read += 1) assert.equal((await open(guessed, browser)).status, 404);
    const { status, headers, body } = await open(guessed, browser);
    assert.equal(status, 429);
    assert.match(headers.get('Content-Type') ?? '', /^text\/html/);
    assert.ok(headers.has('Retry-After') && body.includes('Wait a minute and try again.'));
    assert.equal((await open(guessed, 'application/json')).body.code, 'rate_limited');
  });

  it('takes no other method', async () =>
    assert.equal((await send(url, { method: 'POST' })).body.code, 'method_not_allowed'));
});
