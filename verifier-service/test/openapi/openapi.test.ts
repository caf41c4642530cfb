import { decodeJwt } from 'jose';
import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { presentation } from '../../../core/test/factories/index.ts';
import { createApp, type AppDependencies } from '../../src/app.ts';
import { createLimiter } from '../../src/http/rate-limit.ts';
import { loungePolicy } from '../bed/policy.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { limited, visit } from '../bed/visit.ts';
import { answer, makeToken, readRequest, responseCodeOf } from '../bed/wallet.ts';
import { readContract } from './contract.ts';
import { routesOf } from './routes-of.ts';

const contract = readContract();

describe('openapi.yaml', () => {
  it('names every route of the app, and the app routes every path of it', () => {
    const config = { publicUrl: 'https://verifier.example', trustedProxies: [], rateLimits: {}, insecureFetch: [] };
    const app = createApp({ config, limiter: createLimiter(() => new Date()) } as unknown as AppDependencies);
    assert.deepEqual(routesOf(app.router).sort(), contract.operations.toSorted());
  });

  describe('says what is answered', () => {
    const shown = new Set<string>();
    let service: TestService;
    let site: SiteClient;

    before(async () => {
      service = await startTestService();
      site = await service.addSite();
    });
    after(() => service[Symbol.asyncDispose]());

    /** Calls an operation and holds its answer against the file. */
    async function check(name: string, status: number, path: string, init: RequestInit = {}) {
      const [method = ''] = name.split(' ');
      const bearer = { Authorization: `Bearer ${site.key}`, 'Coop-Site-Url': site.site.url };
      const json = typeof init.body === 'string' ? { 'Content-Type': 'application/json' } : {};
      const url = path.startsWith('http') ? path : service.url + path;
      const headers = { ...(path.startsWith('/v1') && bearer), ...json, ...(init.headers as object) };
      const response = await fetch(url, { ...init, method, headers });
      const type = response.headers.get('content-type')?.split(';')[0];
      const text = type === 'text/event-stream' ? '' : await response.text();
      await response.body?.cancel().catch(() => undefined);
      assert.equal(response.status, status, text);
      const validate = contract.answer(name, status, type);
      const body: unknown = type?.endsWith('json') ? JSON.parse(text) : text;
      if (validate) assert.ok(validate(body), `${name} ${status}: ${JSON.stringify(validate.errors)}`);
      if (status < 300) shown.add(name);
      return body as never;
    }
    const json = (value: unknown) => ({ body: JSON.stringify(value) });
    const open = () =>
      check(
        'POST /v1/presentation-requests',
        201,
        '/v1/presentation-requests',
        json({ policy: 'members-lounge', subject: 's_1', returnUrl: `${site.site.url}/lounge` }),
      ) as Promise<{
        id: string;
        links: Record<'sameDevice' | 'crossDevice', { app: string; interaction?: string }>;
        browser: { statusUrl: string };
      }>;

    it('of the service itself', async () => {
      await check('GET /healthz', 200, '/healthz');
      await check('GET /readyz', 200, '/readyz');
      await check('GET /openapi.yaml', 200, '/openapi.yaml');
      await check('GET /v1/site', 200, '/v1/site');
      await check('GET /v1/site', 401, '/v1/site', { headers: { Authorization: '' } });
      await check('GET /v1/site', 409, '/v1/site', { headers: { 'Coop-Site-Url': 'https://clone.example' } });
    });

    it('of pairing', async () => {
      const { code } = await service.stores.siteKeys.makePairingCode(site.site.id);
      await check('POST /v1/pair', 200, '/v1/pair', json({ code }));
      await check('POST /v1/pair', 410, '/v1/pair', json({ code }));
    });

    it('of a co-op that is looked up', async () => {
      await check('GET /v1/issuers', 200, '/v1/issuers?domain=harvest.example');
      await check('GET /v1/issuers', 404, '/v1/issuers?domain=nobody.example');
    });

    it('of whom the lists name', async () => {
      await check('GET /v1/recognised-issuers', 200, '/v1/recognised-issuers?search=harvest&limit=10');
      await check('GET /v1/recognised-issuers', 422, '/v1/recognised-issuers?limit=0');
    });

    it('of policies', async () => {
      const policy = '/v1/policies/members-lounge';
      await check('PUT /v1/policies/{id}', 201, policy, json(loungePolicy()));
      await check('PUT /v1/policies/{id}', 200, policy, json(loungePolicy({ purpose: 'Another' })));
      await check('PUT /v1/policies/{id}', 422, policy, json({ purpose: '' }));
      await check('GET /v1/policies/{id}', 200, policy);
      await check('GET /v1/policies/{id}', 404, '/v1/policies/none');
      const checking = 'POST /v1/policies/check';
      await check(checking, 200, '/v1/policies/check', json({ policy: loungePolicy(), locale: 'en' }));
      await check(checking, 200, '/v1/policies/check', json({ policy: 'none' }));
      await check(checking, 422, '/v1/policies/check', json({ locale: '!' }));
      await check('DELETE /v1/policies/{id}', 204, policy);
      await check('PUT /v1/policies/{id}', 201, policy, json(loungePolicy()));
      assert.ok(contract.schema('PolicyInput')(loungePolicy()));
    });

    it('of a request and what a browser sees of it', async () => {
      const { id, browser } = await open();
      await check('GET /v1/presentation-requests/{id}', 200, `/v1/presentation-requests/${id}`);
      await check(
        'POST /v1/presentation-requests/{id}/collect',
        409,
        `/v1/presentation-requests/${id}/collect`,
        json({}),
      );
      await check('GET /b/{token}', 200, browser.statusUrl);
      await check('GET /b/{token}', 200, browser.statusUrl, { headers: { Accept: 'text/event-stream' } });
      await check('GET /b/{token}', 404, `${browser.statusUrl}x`);
      await check('POST /b/{token}/extend', 200, `${browser.statusUrl}/extend`);
      await check('DELETE /v1/presentation-requests/{id}', 204, `/v1/presentation-requests/${id}`);
      await check('POST /b/{token}/extend', 410, `${browser.statusUrl}/extend`);
      await check('GET /b/{token}', 200, browser.statusUrl);
      const ended = { headers: { Accept: 'text/event-stream', 'Last-Event-ID': 'cancelled' } };
      await check('GET /b/{token}', 204, browser.statusUrl, ended);
    });

    it('of an answer that is accepted', async () => {
      const { id, links } = await open();
      const uri = new URL(links.sameDevice.app).searchParams.get('request_uri') ?? '';
      const object = await check('GET /wallet/openid4vp/request/{handle}', 200, uri);
      const claims = decodeJwt(object);
      const validate = contract.schema('RequestObject');
      assert.ok(validate(claims), JSON.stringify(validate.errors));
      const fetched = { body: new URLSearchParams({ wallet_nonce: 'n' }) };
      const again = await check('POST /wallet/openid4vp/request/{handle}', 200, uri, fetched);
      assert.ok(validate(decodeJwt(again)), JSON.stringify(validate.errors));
      assert.equal(decodeJwt(again)['wallet_nonce'], 'n');
      await check('GET /sites/{site}/did.json', 200, `/sites/${site.site.id}/did.json`);
      await check('GET /sites/{site}/did.json', 404, '/sites/none/did.json');

      const request = await readRequest(links.sameDevice.app);
      const response = '/wallet/openid4vp/response/{handle}';
      await check(`POST ${response}`, 400, request.responseUri, { body: new URLSearchParams({ vp_token: '{' }) });
      const vp_token = await makeToken(request, { created: service.clock() });
      const body = new URLSearchParams({ vp_token, state: request.state });
      const answered = await check(`POST ${response}`, 200, request.responseUri, { body });
      const responseCode = responseCodeOf({ body: answered } as never);

      const collect = `/v1/presentation-requests/${id}/collect`;
      await check('POST /v1/presentation-requests/{id}/collect', 403, collect, json({}));
      const collected: { verification: { id: string } } = await check(
        'POST /v1/presentation-requests/{id}/collect',
        200,
        collect,
        json({ responseCode }),
      );
      await check('GET /v1/verifications/{id}', 200, `/v1/verifications/${collected.verification.id}`);
      await check('GET /v1/verifications/{id}', 404, '/v1/verifications/vf_none');
    });

    it('of an interaction and its exchange', async () => {
      const { links } = await open();
      const { protocols } = await check('GET /i/{token}', 200, links.crossDevice.interaction ?? '');
      const person = { headers: { Accept: 'text/html' } };
      await check('GET /i/{token}', 200, links.crossDevice.interaction ?? '', person);
      await check('GET /i/{token}', 404, '/i/none');
      await check('GET /i/{token}', 404, '/i/none', person);
      const exchange = 'POST /wallet/vcalm/exchange/{handle}';
      const { vcapi } = protocols as { vcapi: string };
      const { verifiablePresentationRequest } = await check(exchange, 200, vcapi, json({}));
      const { challenge, domain } = verifiablePresentationRequest as { challenge: string; domain: string };
      const verifiablePresentation = await presentation({ challenge, domain, created: service.clock() });
      await check(exchange, 422, vcapi, json({ verifiablePresentation: { ...verifiablePresentation, proof: [] } }));
      await check(exchange, 200, vcapi, json({ verifiablePresentation }));
      await check(exchange, 409, vcapi, json({}));
    });

    it('of an answer that is rejected', async () => {
      await site.putPolicy({ accept: [{ require: [{ type: 'CoopMembershipCredential', issuers: {} }] }] });
      const { id, links, browser } = await open();
      assert.equal((await answer(links.crossDevice.app, { created: service.clock() })).status, 200);
      await check('GET /b/{token}', 200, browser.statusUrl);
      await check(
        'POST /v1/presentation-requests/{id}/collect',
        200,
        `/v1/presentation-requests/${id}/collect`,
        json({}),
      );
    });

    it('of a redemption', async () => {
      await site.putPolicy(limited({ count: 1, per: 'P30D' }));
      const { id: verificationId } = await visit(service, site);
      const body = json({ verificationId, idempotencyKey: 'order-1', ttl: 60 });
      const { id }: { id: string } = await check('POST /v1/redemptions', 201, '/v1/redemptions', body);
      await check('POST /v1/redemptions', 200, '/v1/redemptions', body);
      const another = json({ verificationId, idempotencyKey: 'order-2', ttl: null });
      await check('POST /v1/redemptions', 409, '/v1/redemptions', another);
      await check('GET /v1/redemptions/{id}', 200, `/v1/redemptions/${id}`);
      await check('GET /v1/redemptions/{id}', 404, '/v1/redemptions/rd_none');
      for (const change of ['keep', 'commit', 'release']) {
        await check(`POST /v1/redemptions/{id}/${change}`, 200, `/v1/redemptions/${id}/${change}`);
      }
      await check('POST /v1/redemptions/{id}/keep', 409, `/v1/redemptions/${id}/keep`);
      await check('GET /v1/verifications/{id}', 200, `/v1/verifications/${verificationId}`);
      await check('POST /v1/limits/reset', 200, '/v1/limits/reset', json({ verificationId }));
      assert.ok(contract.schema('Reserve')({ verificationId, idempotencyKey: 'order-1', ttl: null }));
    });

    it('of what was collected and what became of it', async () => {
      await site.putPolicy();
      const { id, holder } = await visit(service, site);
      await visit(service, site);
      await check('GET /v1/verifications', 200, '/v1/verifications?limit=1');
      await check('GET /v1/verifications', 422, '/v1/verifications?limit=0');
      await check('POST /v1/verifications/{id}/recheck', 200, `/v1/verifications/${id}/recheck`);
      await check('DELETE /v1/verifications/{id}', 204, `/v1/verifications/${id}`);
      await check('GET /v1/changes', 200, '/v1/changes');
      await check('GET /v1/changes', 410, '/v1/changes?cursor=other.1');
      await check('GET /v1/holders/{holder}/export', 200, `/v1/holders/${holder}/export`);
      await check('DELETE /v1/holders/{holder}', 200, `/v1/holders/${holder}`);
      await check('GET /v1/holders/{holder}/export', 404, `/v1/holders/${holder}/export`);
    });

    it('of a test', async () => {
      await check('GET /try', 200, '/try');
      await check('GET /try', 404, `/try?request_uri=${service.url}/wallet/openid4vp/request/none`);
      await site.putPolicy();
      const { links } = await site.open({ test: true });
      const handle = new URL(links.crossDevice.app).searchParams.get('request_uri')?.split('/').at(-1) ?? '';
      const body = new URLSearchParams({ handle, show: 'current' });
      await check('POST /try', 200, '/try', { body });
      await check('POST /try', 409, '/try', { body });
    });

    it('of a document that is verified by itself', async () => {
      const bearer = { headers: { Authorization: `Bearer ${site.key}`, 'Coop-Site-Url': site.site.url } };
      const shownTo = await presentation();
      const [credential] = shownTo.verifiableCredential;
      const [ofCredential, ofPresentation] = ['POST /credentials/verify', 'POST /presentations/verify'] as const;
      await check(ofCredential, 200, '/credentials/verify', {
        ...bearer,
        ...json({ verifiableCredential: credential }),
      });
      await check(ofCredential, 422, '/credentials/verify', { ...bearer, ...json({ verifiableCredential: null }) });
      const altered = { ...credential, issuer: 'did:web:meadow.example' };
      await check(ofCredential, 422, '/credentials/verify', { ...bearer, ...json({ verifiableCredential: altered }) });
      await check(ofCredential, 401, '/credentials/verify', json({ verifiableCredential: credential }));
      await check(ofPresentation, 400, '/presentations/verify', { ...bearer, ...json({}) });
      await check(ofPresentation, 200, '/presentations/verify', {
        ...bearer,
        ...json({ verifiablePresentation: shownTo }),
      });
    });

    it('of every operation, at its best', () => {
      assert.deepEqual([...shown].sort(), contract.operations.toSorted());
    });
  });
});
