import { sql } from 'kysely';
import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createApp, type AppDependencies } from '../../src/app.ts';
import { createLimiter } from '../../src/http/rate-limit.ts';
import { loungePolicy } from '../bed/policy.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { limited, reserve, visit } from '../bed/visit.ts';
import { answer, responseCodeOf } from '../bed/wallet.ts';
import { routesOf } from '../openapi/routes-of.ts';

const config = { publicUrl: 'https://verifier.example', trustedProxies: [], rateLimits: {}, insecureFetch: [] };

/** From the app itself, so that no route can be forgotten. */
const routes = routesOf(
  createApp({ config, limiter: createLimiter(() => new Date()) } as unknown as AppDependencies).router,
).filter((name) => / \/v1\//.test(name));
/** The id is the caller’s own to choose there: it makes one of the same name. */
const naming = 'PUT /v1/policies/{id}';
const withId = routes.filter((name) => name.includes('{') && name !== naming);
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

const nobody = [{ require: [{ type: 'CoopMembershipCredential', issuers: {} }] }];

/** Calls that name nothing that a site could own. */
const nameless = new Set(['GET /v1/site', 'POST /v1/pair', 'POST /v1/policies/check', 'GET /v1/issuers']);

describe('what is another site’s', () => {
  let service: TestService;
  let owner: SiteClient;
  let other: SiteClient;
  /** An id of the owner's for each resource, by the segment before it. */
  const owned: Record<string, string> = {};
  let answered: { readonly id: string; readonly responseCode: string };
  let asItWas = '';

  before(async () => {
    service = await startTestService();
    owner = await service.addSite();
    other = await service.addSite('Other', 'https://other.example');
    await owner.putPolicy(limited({ count: 1, per: 'P30D' }));
    await service.stores.programmes.add({ name: 'autumn-offer', count: 1, per: 'P30D', sites: [owner.site.id] });
    const verification = await visit(service, owner);
    owned['policies'] = 'members-lounge';
    owned['presentation-requests'] = (await owner.open()).id;
    answered = await answeredRequest();
    owned['verifications'] = verification.id;
    owned['holders'] = verification.holder;
    owned['redemptions'] = (await reserve(owner, verification, 'order-1')).body.id;
    asItWas = await rowsOfOwner();
  });
  after(() => service[Symbol.asyncDispose]());

  /** Everything that is the owner's, in whatever table, and the counters, which are no site's. */
  const rowsOfOwner = async () => {
    const { db } = service.stores;
    const tables = await db.introspection.getTables();
    const owning = tables.filter(({ columns }) => columns.some(({ name }) => name === 'site_id'));
    assert.ok(owning.length >= 7);
    const rows = owning.map(({ name }) =>
      sql`select * from ${sql.table(name)} where site_id = ${owner.site.id}`.execute(db),
    );
    const counters = db.selectFrom('limit_counters').selectAll().execute();
    return JSON.stringify([(await Promise.all(rows)).map((found) => found.rows), await counters]);
  };

  for (const name of withId) {
    it(`is unknown to ${name}`, async () => {
      const [method = '', path = ''] = name.split(' ');
      const resource = path.split('/')[2] ?? '';
      const id = owned[resource];
      assert.ok(id, `say in this test what a site owns of ${resource}`);
      const own = path.replace('/v1', '').replace(/\{\w+\}/, encodeURIComponent(id));
      const body = method === 'GET' || method === 'DELETE' ? undefined : (bodies[name] ?? {});
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

  it('is not collected, though its request is answered and the code is right', async () => {
    const { id, responseCode } = answered;
    const { status, body } = await other.collect(id, responseCode);
    assert.deepEqual([status, body.code], [404, 'request_unknown']);
    assert.equal((await other.call('DELETE', `/presentation-requests/${id}`)).status, 404);
    assert.equal((await owner.call('GET', `/presentation-requests/${id}`)).body.state, 'answered');
  });

  it('is not the programme of a policy, written or checked', async () => {
    const policy = loungePolicy(limited({ programme: 'autumn-offer' }));
    const { status, body } = await other.call('PUT', '/policies/mine', policy);
    assert.deepEqual([status, body.code], [422, 'programme_unknown']);
    const checked = (await other.call('POST', '/policies/check', { policy })).body;
    assert.deepEqual([checked.valid, checked.problems[0].path], [false, 'limit.programme']);
  });

  it('is in no answer of a call that lists', async () => {
    for (const name of withoutId.filter((route) => !(route in named) && !nameless.has(route))) {
      const [method = '', path = ''] = name.split(' ');
      assert.equal(method, 'GET', `say in this test what ${name} names`);
      const { body } = await other.call(method, path.replace('/v1', ''));
      for (const id of Object.values(owned)) assert.ok(!JSON.stringify(body).includes(id), name);
    }
  });

  it('is in no page that begins where one of its own ends', async () => {
    for (const cursor of Object.values(owned)) {
      const { body } = await other.call('GET', `/verifications?cursor=${encodeURIComponent(cursor)}`);
      assert.deepEqual(body.verifications, []);
    }
  });

  it('is another thing than what a site calls by the same name: a policy, an order', async () => {
    assert.ok(routes.includes(naming));
    const put = await other.putPolicy({ ...limited({ count: 1, per: 'P30D' }), purpose: 'Another', accept: nobody });
    assert.deepEqual([put.status, put.body.version], [201, 1]);
    await other.putPolicy({ ...limited({ count: 1, per: 'P30D' }), purpose: 'Another' });
    const mine = await visit(service, other);
    assert.equal(mine.remaining, 1, 'the same member’s use at the owner’s counts there');
    const { status, body } = await reserve(other, mine, 'order-1');
    assert.deepEqual([status, body.verificationId], [201, mine.id]);
    assert.equal((await other.call('DELETE', `/holders/${encodeURIComponent(mine.holder)}`)).body.forgotten, 1);
    assert.equal((await other.call('DELETE', '/policies/members-lounge')).status, 204);
  });

  it('is as it was after all of that', async () => {
    const counters = (rows: string) => (JSON.parse(rows) as [unknown, { key: string }[]])[1];
    const [before, now] = [counters(asItWas), counters(await rowsOfOwner())];
    assert.deepEqual(
      now.filter(({ key }) => before.some((counter) => counter.key === key)),
      before,
    );
    assert.deepEqual((JSON.parse(await rowsOfOwner()) as unknown[])[0], (JSON.parse(asItWas) as unknown[])[0]);
  });

  async function answeredRequest() {
    const { id, links } = await owner.open();
    return { id, responseCode: responseCodeOf(await answer(links.sameDevice.app, { created: service.clock() })) };
  }
});
