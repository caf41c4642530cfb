import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { holder, issuedCredential } from '../../../../core/test/factories/index.ts';
import { signPresentation } from '../../../../core/src/profile/index.ts';
import { startTestService, type TestService } from '../../bed/service.ts';
import { send, type Answer } from '../../bed/site-client.ts';
import { makeToken, post as postToken, readRequest } from '../../bed/wallet.ts';

const post = (url: string, body: string, type = 'application/json') =>
  send(url, { method: 'POST', headers: { 'Content-Type': type }, body });

const codeOf = ({ status, body }: Answer): [number, string | undefined] => [status, body.code];

/** A service that was asked, and what a wallet would answer. */
async function asked(environment: Readonly<Record<string, string>> = {}, policy: object = {}) {
  const service: TestService = await startTestService({ environment });
  const site = await service.addSite();
  await site.putPolicy({ ...policy });
  const opened = await site.open();
  const interaction: string | undefined = opened.links.crossDevice?.interaction;
  const exchange = interaction?.replace('/i/', '/wallet/vcalm/exchange/').replace('?iuv=1', '') ?? '';
  const present = async (change: { challenge?: string; domain?: string } = {}) => {
    const { challenge, domain } = (await post(exchange, '{}')).body.verifiablePresentationRequest;
    const credentials = [await issuedCredential()];
    return signPresentation({ holder, credentials, challenge, domain, created: service.clock(), ...change });
  };
  const answer = async (...change: Parameters<typeof present>) =>
    post(exchange, JSON.stringify({ verifiablePresentation: await present(...change) }));
  return { service, site, opened, interaction, exchange, present, answer };
}

describe('an exchange', () => {
  it('opens the gate: an empty message, the question, the answer, collect', async () => {
    const { service, site, opened, exchange, answer } = await asked();
    await using _ = service;
    const { status, body, headers } = await post(exchange, '{}');
    assert.equal(status, 200);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('access-control-allow-origin'), '*');
    const { query, challenge, domain } = body.verifiablePresentationRequest;
    assert.deepEqual(
      query.map(({ type, group }: Record<string, string>) => [type, group]),
      [
        ['QueryByExample', 'a0r0'],
        ['QueryByExample', 'a0r0-badge'],
        ['DIDAuthentication', undefined],
      ],
    );
    assert.match(challenge, /^[\w-]{22,}$/);
    assert.equal(domain, new URL(service.url).host);

    const answered = await answer();
    assert.deepEqual([answered.status, answered.body], [200, {}]);
    const collected = await site.collect(opened.id);
    assert.equal(collected.body.state, 'accepted');
    assert.equal(collected.body.verification.credentials[0].issuer.name, 'Harvest Co-op');
  });

  it('begins without a body, and with a member that it does not know', async () => {
    const { service, exchange } = await asked();
    await using _ = service;
    const first = (await post(exchange, '{}')).body;
    assert.deepEqual((await send(exchange, { method: 'POST' })).body, first);
    assert.deepEqual((await post(exchange, '{"referenceId":"urn:uuid:1"}')).body, first);
  });

  it('lets a wallet on the web begin', async () => {
    const { service, exchange } = await asked();
    await using _ = service;
    const { status, headers } = await send(exchange, { method: 'OPTIONS' });
    assert.deepEqual([status, headers.get('access-control-allow-methods')], [204, 'POST']);
    assert.deepEqual(codeOf(await send(exchange)), [405, 'method_not_allowed']);
  });

  for (const [what, status, code, body, type] of [
    ['truncated JSON', 400, 'json_invalid', '{"verifiablePresentation":', undefined],
    ['a list', 400, 'response_malformed', '[]', undefined],
    ['a question of its own', 400, 'response_malformed', '{"verifiablePresentationRequest":{}}', undefined],
    ['null for a presentation', 400, 'presentation_malformed', '{"verifiablePresentation":null}', undefined],
    ['a form', 415, 'content_type_unsupported', 'vp_token=1', 'application/x-www-form-urlencoded'],
    ['20 KiB', 413, 'body_too_large', JSON.stringify({ pad: 'x'.repeat(20_000) }), undefined],
    ['a depth of 5,000', 400, 'document_too_deep', `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, undefined],
  ] as const) {
    it(`refuses ${what}, and stays open`, async () => {
      const { service, exchange, answer } = await asked();
      await using _ = service;
      assert.deepEqual(codeOf(await post(exchange, body, type)), [status, code]);
      assert.equal((await answer()).status, 200);
    });
  }

  it('takes no more than ten answers that do not count', async () => {
    const { service, answer } = await asked();
    await using _ = service;
    for (let tries = 0; tries < 10; tries += 1) {
      assert.deepEqual(codeOf(await answer({ challenge: 'other' })), [422, 'nonce_mismatch']);
    }
    assert.deepEqual(codeOf(await answer()), [429, 'too_many_tries']);
  });

  it('shares its limit of posts with the other protocols', async () => {
    const { service, exchange } = await asked({ RATE_LIMITS: '2' });
    await using _ = service;
    const guess = `${service.url}/wallet/openid4vp/response/guess`;
    assert.equal((await post(exchange, '{}')).status, 200);
    assert.equal((await send(guess, { method: 'POST' })).status, 404);
    assert.deepEqual(codeOf(await post(exchange, '{}')), [429, 'rate_limited']);
  });

  it('is there for its own handle alone', async () => {
    const { service, opened } = await asked();
    await using _ = service;
    for (const flow of ['sameDevice', 'crossDevice']) {
      const uri = new URL(opened.links[flow].app).searchParams.get('request_uri') ?? '';
      const token = uri.split('/').at(-1);
      assert.deepEqual(codeOf(await post(`${service.url}/wallet/vcalm/exchange/${token}`, '{}')), [
        404,
        'request_unknown',
      ]);
      assert.deepEqual(codeOf(await send(`${service.url}/i/${token}?iuv=1`)), [404, 'request_unknown']);
    }
  });

  it('takes no answer made for OpenID4VP, nor the other way about', async () => {
    const { service, interaction = '', exchange, present } = await asked();
    await using _ = service;
    const { protocols } = (await send(interaction)).body;
    const request = await readRequest(protocols['oid4vp-1.0']);
    const { challenge } = (await post(exchange, '{}')).body.verifiablePresentationRequest;
    assert.equal(request.nonce, challenge, 'one handle, whichever protocol the wallet takes');

    const forOpenId = JSON.stringify({ verifiablePresentation: await present({ domain: request.clientId }) });
    assert.deepEqual(codeOf(await post(exchange, forOpenId)), [422, 'audience_mismatch']);
    const forExchange = await makeToken(request, { audience: new URL(service.url).host, created: service.clock() });
    assert.deepEqual(codeOf(await postToken(request, forExchange)), [422, 'audience_mismatch']);

    assert.equal((await postToken(request, await makeToken(request, { created: service.clock() }))).status, 200);
    assert.deepEqual(codeOf(await post(exchange, '{}')), [409, 'request_already_answered']);
  });

  it('has another nonce than the request’s other handles', async () => {
    const { service, opened, answer } = await asked();
    await using _ = service;
    for (const flow of ['sameDevice', 'crossDevice']) {
      const { nonce } = await readRequest(opened.links[flow].app);
      assert.deepEqual(codeOf(await answer({ challenge: nonce })), [422, 'nonce_mismatch']);
    }
  });

  it('closes with the request', async () => {
    const { service, exchange } = await asked();
    await using _ = service;
    service.pass(5 * 60_000);
    assert.deepEqual(codeOf(await post(exchange, '{}')), [410, 'request_expired']);
  });

  it('is not there where only the device that asked may answer', async () => {
    const { service, opened, interaction } = await asked({}, { crossDevice: 'deny' });
    await using _ = service;
    assert.deepEqual([opened.links.crossDevice, interaction], [undefined, undefined]);
    assert.equal(await service.count('handles'), 1);
  });

  it('leaves nothing of its address, nonce or answer in log or database', async () => {
    const { service, exchange, present } = await asked();
    await using _ = service;
    const presentation = await present();
    await post(exchange, JSON.stringify({ verifiablePresentation: presentation }));
    const token = exchange.split('/').at(-1) ?? '';
    const seen = service.logged() + (await service.dump());
    assert.ok(seen.includes('/wallet/vcalm/exchange/***'));
    for (const secret of [token, 'm_8d1f0c6a', presentation.holder]) assert.ok(!seen.includes(secret));
    assert.ok(!service.logged().includes((presentation.proof as { challenge: string }).challenge));
  });
});
