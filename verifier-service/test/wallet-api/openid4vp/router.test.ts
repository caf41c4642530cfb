import { importJWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { noCertificates } from '../../../src/certificate/watch-certificate.ts';
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
    app = await serve(
      openid4vpRouter({
        requests: fake.requests,
        sites,
        certificates: noCertificates,
        attest: () => undefined,
        limitPosts: noLimit,
        limitReads: noLimit,
        limitRequest: noLimit,
      }),
    );
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
      assert.equal(await codeOf(await fetch(`${app.url}/request/h1`, { method: 'PUT' })), 'method_not_allowed');
    });
  });

  describe('POST /request/:handle', () => {
    const ask = (fields: Record<string, string> | [string, string][], init: RequestInit = {}) =>
      fetch(`${app.url}/request/h1`, { method: 'POST', body: new URLSearchParams(fields), ...init });
    const claimsOf = async (response: Response) => {
      const verified = await jwtVerify(await response.text(), await importJWK(site.publicKey, 'EdDSA'), {
        currentDate: new Date('2026-03-01T12:00:00Z'),
      });
      return verified.payload;
    };

    it("repeats the wallet's nonce, signed, and else says what GET says", async () => {
      const response = await ask({ wallet_nonce: 'n-0S6_WzA2Mj', wallet_metadata: '{"vp_formats_supported":{}}' });
      assert.equal(response.headers.get('content-type'), 'application/oauth-authz-req+jwt');
      const { wallet_nonce, ...claims } = await claimsOf(response);
      assert.equal(wallet_nonce, 'n-0S6_WzA2Mj');
      assert.deepEqual(claims, await claimsOf(await fetch(`${app.url}/request/h1`)));
    });

    it('needs neither nonce nor metadata, nor a body', async () => {
      const plain = await claimsOf(await fetch(`${app.url}/request/h1`));
      assert.deepEqual(await claimsOf(await ask({})), plain);
      assert.deepEqual(await claimsOf(await fetch(`${app.url}/request/h1`, { method: 'POST' })), plain);
    });

    it("takes the longest nonce that it says, and nothing of the metadata's word", async () => {
      const nonce = 'n'.repeat(512);
      const wallet_metadata = JSON.stringify({
        client_id_prefixes_supported: ['redirect_uri'],
        request_object_signing_alg_values_supported: ['none'],
        jwks_uri: 'https://169.254.169.254/',
      });
      const { wallet_nonce, client_id } = await claimsOf(await ask({ wallet_nonce: nonce, wallet_metadata }));
      assert.deepEqual([wallet_nonce, client_id], [nonce, `decentralized_identifier:${site.did}`]);
    });

    for (const [what, fields, code] of [
      ['an empty nonce', { wallet_nonce: '' }, 'wallet_nonce_invalid'],
      ['a nonce that is too long', { wallet_nonce: 'n'.repeat(513) }, 'wallet_nonce_invalid'],
      ['a nonce of several lines', { wallet_nonce: 'a\nb' }, 'wallet_nonce_invalid'],
      [
        'two nonces',
        [
          ['wallet_nonce', 'a'],
          ['wallet_nonce', 'b'],
        ],
        'wallet_nonce_invalid',
      ],
      [
        'two metadata',
        [
          ['wallet_metadata', '{}'],
          ['wallet_metadata', '{}'],
        ],
        'wallet_metadata_invalid',
      ],
      ['metadata that are a list', { wallet_metadata: '[]' }, 'wallet_metadata_invalid'],
      ['metadata that are no JSON', { wallet_metadata: '{' }, 'json_invalid'],
      ['metadata that are too long', { wallet_metadata: `{"a":"${'x'.repeat(17_000)}"}` }, 'body_too_large'],
      ['metadata nested too deep', { wallet_metadata: '['.repeat(500) + ']'.repeat(500) }, 'document_too_deep'],
      ['metadata with a key that is never a name', { wallet_metadata: '{"__proto__":{}}' }, 'document_key_forbidden'],
    ] as const) {
      it(`refuses ${what}`, async () => {
        const response = await ask(fields as Record<string, string>);
        assert.deepEqual([await codeOf(response), response.status < 500], [code, true]);
      });
    }

    it('refuses what is no form, and never reads what is posted to an unknown handle', async () => {
      const json = { headers: { 'content-type': 'application/json' }, body: '{}' };
      assert.equal(await codeOf(await ask({}, json)), 'content_type_unsupported');
      const unknown = await fetch(`${app.url}/request/h2`, { method: 'POST', ...json });
      assert.equal(await codeOf(unknown), 'request_unknown');
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
      ['/request/h1', 'GET, POST'],
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
