import { importJWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { openid4vpRouter } from '../../../src/wallet-api/openid4vp/router.ts';
import { askedHandle, fakeRequests, noLimit, serve, site, sites } from '../fake-requests.ts';

const redirectUri = 'https://harvest.example/shop/lounge#response_code=c1';
const presentation = { '@context': ['https://www.w3.org/2018/credentials/v1'], type: ['VerifiablePresentation'] };
const vpToken = JSON.stringify({ q0: [presentation] });

describe('openid4vpRouter', () => {
  let fake: ReturnType<typeof fakeRequests>;
  let app: Awaited<ReturnType<typeof serve>>;
  const start = async (asked = askedHandle(), redirect?: string) => {
    fake = fakeRequests(asked, redirect);
    app = await serve(openid4vpRouter({ requests: fake.requests, sites, limitPosts: noLimit, limitReads: noLimit }));
  };
  const post = (body: string, { handle = 'h1', type = 'application/x-www-form-urlencoded' } = {}) =>
    fetch(`${app.url}/response/${handle}`, { method: 'POST', body, headers: { 'content-type': type } });
  const answer = (fields: Record<string, string>) => post(new URLSearchParams(fields).toString());
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

  beforeEach(() => start());
  afterEach(() => app.close());

  describe('GET /request/:handle', () => {
    it("serves a request object that the site's own key signed", async () => {
      const response = await fetch(`${app.url}/request/h1`);
      assert.equal(response.headers.get('content-type'), 'application/oauth-authz-req+jwt');
      assert.equal(response.headers.get('cache-control'), 'no-store');

      const { payload, protectedHeader } = await jwtVerify(
        await response.text(),
        await importJWK(site.publicKey, 'EdDSA'),
        {
          audience: 'https://self-issued.me/v2',
          typ: 'oauth-authz-req+jwt',
          currentDate: new Date('2026-03-01T12:29:59Z'),
        },
      );
      assert.deepEqual(protectedHeader, { alg: 'EdDSA', typ: 'oauth-authz-req+jwt', kid: `${site.did}#key-1` });
      assert.equal(payload['client_id'], `decentralized_identifier:${site.did}`);
      assert.equal(payload['response_mode'], 'direct_post');
      assert.equal(payload['nonce'], 'nonce-of-h1');
      assert.equal(payload['state'], 'state-of-h1');
      assert.equal(payload.exp, Date.parse('2026-03-01T12:30:00Z') / 1000);
      assert.equal(payload.iss, undefined);
    });

    it('may be fetched again and says the same', async () => {
      const [first, second] = [await fetch(`${app.url}/request/h1`), await fetch(`${app.url}/request/h1`)];
      assert.equal(await first.text(), await second.text());
    });

    it('serves nothing for a request that travels by value', async () => {
      await app.close();
      await start(askedHandle({ clientIdPrefix: 'redirect_uri' }));
      assert.equal(await codeOf(await fetch(`${app.url}/request/h1`)), 'request_unknown');
    });

    it('refuses an unknown handle', async () => {
      assert.equal(await codeOf(await fetch(`${app.url}/request/h2`)), 'request_unknown');
    });

    it('takes no other method', async () => {
      assert.equal(await codeOf(await fetch(`${app.url}/request/h1`, { method: 'POST' })), 'method_not_allowed');
    });
  });

  describe('POST /response/:handle', () => {
    it('hands the presentations on, by query, with the state', async () => {
      const response = await answer({ vp_token: vpToken, state: 'state-of-h1' });
      assert.equal(response.status, 200);
      assert.deepEqual(fake.answers, [
        {
          asked: fake.asked,
          protocol: 'openid4vp',
          input: { presentations: new Map([['q0', [presentation]]]) },
          state: 'state-of-h1',
        },
      ]);
    });

    it('answers a wallet on another device with an empty object, which nobody may keep', async () => {
      const response = await answer({ vp_token: vpToken });
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.deepEqual(await response.json(), {});
    });

    it('sends a wallet on the same device back', async () => {
      await app.close();
      await start(askedHandle(), redirectUri);
      assert.deepEqual(await (await answer({ vp_token: vpToken })).json(), { redirect_uri: redirectUri });
    });

    it('takes an answer without a state', async () => {
      await answer({ vp_token: vpToken });
      assert.equal(fake.answers.length, 1);
      assert.ok(!('state' in fake.answers[0]!));
    });

    it('takes a presentation that is bare', async () => {
      await answer({ vp_token: JSON.stringify(presentation) });
      assert.deepEqual(fake.answers[0]?.input, { bare: presentation });
    });

    it('closes the request when the member declined', async () => {
      const response = await answer({ error: 'access_denied', state: 'state-of-h1' });
      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), {});
      assert.deepEqual(fake.declines, [{ asked: fake.asked, state: 'state-of-h1' }]);
    });

    it('leaves the request open when the wallet failed', async () => {
      const response = await answer({ error: 'vp_formats_not_supported', state: 'state-of-h1' });
      assert.equal(response.status, 422);
      assert.equal(await codeOf(response), 'wallet_failed');
      assert.deepEqual(fake.declines, []);
    });

    for (const [what, fields, code] of [
      ['without anything', {}, 'presentation_missing'],
      ['whose vp_token is empty', { vp_token: '' }, 'presentation_missing'],
      ['that answers no query', { vp_token: '{}' }, 'presentation_missing'],
      ['that is truncated', { vp_token: vpToken.slice(0, -9) }, 'json_invalid'],
      ['whose vp_token is a number', { vp_token: '7' }, 'presentation_malformed'],
      ['that is both an answer and an error', { vp_token: vpToken, error: 'access_denied' }, 'response_malformed'],
      ['that is encrypted though nobody asked', { response: 'ey.ey..' }, 'response_malformed'],
      ['nested deeper than a presentation', { vp_token: '['.repeat(5_000) + ']'.repeat(5_000) }, 'document_too_deep'],
      ['with a list longer than we read', { vp_token: `{"q0":[${'0,'.repeat(7_000)}0]}` }, 'document_too_many_items'],
      ['with a key that is never a name', { vp_token: '{"q0":[{"__proto__":{}}]}' }, 'document_key_forbidden'],
      ['larger than a presentation', { vp_token: JSON.stringify({ q0: ['x'.repeat(17_000)] }) }, 'body_too_large'],
    ] as const) {
      it(`refuses an answer ${what}`, async () => {
        const response = await answer(fields);
        assert.equal(await codeOf(response), code);
        assert.ok(response.status >= 400 && response.status < 500);
        assert.deepEqual(fake.answers, []);
      });
    }

    it('refuses a parameter that comes twice', async () => {
      const form = new URLSearchParams([
        ['vp_token', vpToken],
        ['vp_token', vpToken],
      ]);
      assert.equal(await codeOf(await post(form.toString())), 'response_malformed');
    });

    it('refuses what is no form', async () => {
      assert.equal(await codeOf(await post(vpToken, { type: 'application/json' })), 'content_type_unsupported');
    });

    it('refuses a form larger than is read at all', async () => {
      const response = await post(`vp_token=${'x'.repeat(1_000_000)}`);
      assert.equal(response.status, 413);
      assert.equal(await codeOf(response), 'body_too_large');
    });

    it('refuses a compressed form', async () => {
      const request = {
        method: 'POST',
        body: 'x',
        headers: { 'content-encoding': 'gzip', 'content-type': 'application/x-www-form-urlencoded' },
      };
      assert.equal(await codeOf(await fetch(`${app.url}/response/h1`, request)), 'content_type_unsupported');
    });

    it('never parses what is posted to an unknown handle', async () => {
      assert.equal(await codeOf(await post('{', { handle: 'h2', type: 'application/json' })), 'request_unknown');
    });

    it('takes no other method', async () => {
      const response = await fetch(`${app.url}/response/h1`);
      assert.equal(response.status, 405);
    });
  });

  describe('for wallets on the web', () => {
    for (const [path, method] of [
      ['/request/h1', 'GET'],
      ['/response/h1', 'POST'],
    ]) {
      it(`answers the preflight of ${method} ${path}`, async () => {
        const response = await fetch(app.url + path, { method: 'OPTIONS' });
        assert.equal(response.status, 204);
        assert.equal(response.headers.get('access-control-allow-origin'), '*');
        assert.equal(response.headers.get('access-control-allow-methods'), method);
      });
    }

    it('lets them read answers and refusals', async () => {
      for (const response of [
        await fetch(`${app.url}/request/h1`),
        await answer({ vp_token: vpToken }),
        await answer({}),
      ]) {
        assert.equal(response.headers.get('access-control-allow-origin'), '*');
      }
    });
  });
});
