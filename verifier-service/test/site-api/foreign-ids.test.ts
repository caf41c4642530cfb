import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createApp, type AppDependencies } from '../../src/app.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { limited, reserve, visit } from '../bed/visit.ts';
import { routesOf } from '../openapi/routes-of.ts';

const config = { publicUrl: 'https://verifier.example', trustedProxies: [], rateLimits: {}, insecureFetch: [] };

/** From the app itself, so that no route can be forgotten. */
const routes = routesOf(createApp({ config } as unknown as AppDependencies).router).filter((name) =>
  / \/v1\//.test(name),
);
const withId = routes.filter((name) => name.includes('{'));
const withoutId = routes.filter((name) => !name.includes('{'));

/** What a call needs besides the id, so that nothing but the id can be wrong. */
const bodies: Readonly<Record<string, unknown>> = {
  'POST /v1/presentation-requests/{id}/collect': {},
};

/** Calls that name a thing in their body. */
const named: Readonly<Record<string, (id: string) => unknown>> = {
  'POST /v1/redemptions': (verificationId) => ({ verificationId, idempotencyKey: 'order-9', ttl: 60 }),
  'POST /v1/limits/reset': (verificationId) => ({ verificationId }),
  'POST /v1/presentation-requests': () => ({
    policy: 'members-lounge',
    subject: 's_1',
    returnUrl: 'https://other.example/',
  }),
};

/** Calls that name nothing that a site could own. */
const nameless = new Set(['GET /v1/site', 'POST /v1/pair', 'POST /v1/policies/check', 'GET /v1/issuers']);

describe('what is another site’s', () => {
  let service: TestService;
  let owner: SiteClient;
  let other: SiteClient;
  /** An id of the owner's for each resource, by the segment before it. */
  const owned: Record<string, string> = {};
  let asItWas = '';

  before(async () => {
    service = await startTestService();
    owner = await service.addSite();
    other = await service.addSite('Other', 'https://other.example');
    await owner.putPolicy(limited({ count: 1, per: 'P30D' }));
    const verification = await visit(service, owner);
    owned['policies'] = 'members-lounge';
    owned['presentation-requests'] = (await owner.open()).id;
    owned['verifications'] = verification.id;
    owned['holders'] = verification.holder;
    owned['redemptions'] = (await reserve(owner, verification, 'order-1')).body.id;
    asItWas = await rowsOfOwner();
  });
  after(() => service[Symbol.asyncDispose]());

  const rowsOfOwner = async () =>
    JSON.stringify(
      await Promise.all(
        (['policies', 'requests', 'verifications', 'redemptions'] as const).map((table) =>
          service.stores.db.selectFrom(table).selectAll().where('site_id', '=', owner.site.id).execute(),
        ),
      ),
    );

  for (const name of withId) {
    it(`is unknown to ${name}`, async () => {
      const [method = '', path = ''] = name.split(' ');
      const resource = path.split('/')[2] ?? '';
      const id = owned[resource];
      assert.ok(id, `say in this test what a site owns of ${resource}`);
      const own = path.replace('/v1', '').replace(/\{\w+\}/, encodeURIComponent(id));
      const body = method === 'GET' || method === 'DELETE' ? undefined : (bodies[name] ?? {});
      if (name === 'PUT /v1/policies/{id}') {
        // The id is the caller's own to choose: it makes one of the same name.
        assert.equal((await other.call(method, own, { purpose: '', accept: [] })).body.code, 'policy_invalid');
        return;
      }
      const answer = await other.call(method, own, body);
      const none = await other.call(method, own.replace(encodeURIComponent(id), 'none'), body);
      assert.equal(answer.status, 404, JSON.stringify(answer.body));
      assert.deepEqual([none.status, none.body.code], [404, answer.body.code], 'as unknown as what never was');
    });
  }

  for (const [name, body] of Object.entries(named)) {
    it(`is unknown to ${name}, which names it in its body`, async () => {
      const [method = '', path = ''] = name.split(' ');
      const answer = await other.call(method, path.replace('/v1', ''), body(owned['verifications'] ?? ''));
      assert.equal(answer.status, 404, JSON.stringify(answer.body));
    });
  }

  it('is in no answer of a call that lists', async () => {
    for (const name of withoutId.filter((route) => !(route in named) && !nameless.has(route))) {
      const [method = '', path = ''] = name.split(' ');
      assert.equal(method, 'GET', `say in this test what ${name} names`);
      const { body } = await other.call(method, path.replace('/v1', ''));
      for (const id of Object.values(owned)) assert.ok(!JSON.stringify(body).includes(id), name);
    }
  });

  it('is as it was after all of that', async () => assert.equal(await rowsOfOwner(), asItWas));
});
