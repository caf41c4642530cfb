import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { hours, minutes, seconds } from '../bed/clock.ts';
import { startTestService } from '../bed/service.ts';
import type { Answer } from '../bed/site-client.ts';
import { limited, reserve, visit } from '../bed/visit.ts';

const codeOf = ({ status, body }: Answer) => [status, body.code];
const DAY = 24;

async function shop(limit: object = { count: 1, per: 'P30D' }) {
  const service = await startTestService();
  const site = await service.addSite();
  await site.putPolicy(limited(limit));
  const verification = await visit(service, site);
  const change = (id: string, to: string) => site.call('POST', `/redemptions/${id}/${to}`);
  return {
    ...{ service, site, verification, change },
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}

describe('redemptions', () => {
  it('are reserved as often as the policy says, and no more until the window ends', async () => {
    await using bed = await shop({ count: 2, per: 'P7D' });
    const { service, site, verification } = bed;
    assert.deepEqual([verification.remaining, verification.resetsAt], [2, undefined]);

    const first = await reserve(site, verification, 'order-1');
    assert.equal(first.status, 201);
    assert.deepEqual(
      { ...first.body, id: '' },
      {
        id: '',
        verificationId: verification.id,
        idempotencyKey: 'order-1',
        state: 'reserved',
        createdAt: '2026-06-01T12:00:00.000Z',
        expiresAt: '2026-06-01T12:15:00.000Z',
        remaining: 1,
        resetsAt: '2026-06-08T12:00:00.000Z',
      },
    );
    service.pass(hours(1));
    assert.equal((await reserve(site, verification, 'order-2')).status, 201);
    await site.call('POST', `/redemptions/${first.body.id}/commit`);
    const refused = await reserve(site, verification, 'order-3');
    assert.deepEqual([...codeOf(refused), refused.body.at], [409, 'limit_reached', '2026-06-08T12:00:00.000Z']);

    service.pass(hours(7 * DAY) - hours(1) - 1);
    await site.call('POST', `/redemptions/${(await reserve(site, verification, 'order-2')).body.id}/commit`);
    assert.deepEqual(codeOf(await reserve(site, verification, 'order-3')), [409, 'limit_reached']);
    service.pass(1);
    const anew = await reserve(site, verification, 'order-3');
    assert.deepEqual([anew.status, anew.body.resetsAt], [201, '2026-06-15T12:00:00.000Z']);
  });

  it('have no limit where the policy has none', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const verification = await visit(service, site);
    for (const key of ['a', 'b', 'c']) {
      const { status, body } = await reserve(site, verification, key);
      assert.deepEqual([status, 'remaining' in body], [201, false]);
    }
  });

  it('follow the policy as it is now, never the call', async () => {
    await using bed = await shop();
    const { site, verification } = bed;
    await reserve(site, verification, 'order-1');
    const asking = { verificationId: verification.id, idempotencyKey: 'order-2', ttl: null, count: 9 };
    assert.deepEqual(codeOf(await site.call('POST', '/redemptions', asking)), [422, 'body_invalid']);
    assert.deepEqual(codeOf(await reserve(site, verification, 'order-2')), [409, 'limit_reached']);

    await site.putPolicy(limited({ count: 2, per: 'P30D' }));
    assert.equal((await reserve(site, verification, 'order-2')).status, 201);
    await site.putPolicy({ limit: undefined });
    assert.deepEqual(
      codeOf(await reserve(site, verification, 'order-3')),
      [409, 'limit_reached'],
      'told apart otherwise',
    );
    await site.putPolicy({ identify: 'membership' });
    assert.equal((await reserve(site, verification, 'order-3')).status, 201);
  });

  it('are the same under the same idempotency key, and refused with another body', async () => {
    await using bed = await shop();
    const { service, site, verification } = bed;
    const first = await reserve(site, verification, 'order-1');
    const again = await reserve(site, verification, 'order-1');
    assert.deepEqual([again.status, again.body], [200, first.body]);
    assert.deepEqual(codeOf(await reserve(site, verification, 'order-1', null)), [422, 'idempotency_key_reused']);
    const other = await visit(service, site);
    assert.deepEqual(codeOf(await reserve(site, other, 'order-1')), [422, 'idempotency_key_reused']);
    service.pass(hours(31 * DAY));
    assert.equal((await reserve(site, verification, 'order-1')).body.state, 'expired', 'also when it is long over');
  });

  it('of twenty equal calls at once are one', async () => {
    await using bed = await shop();
    const { site, verification } = bed;
    const calls = await Promise.all(Array.from({ length: 20 }, () => reserve(site, verification, 'order-1')));
    assert.deepEqual(calls.map(({ status }) => status).sort(), [...Array<number>(19).fill(200), 201]);
    assert.equal(new Set(calls.map(({ body }) => body.id)).size, 1);
  });

  it('go back by themselves when nobody keeps them', async () => {
    await using bed = await shop();
    const { service, site, verification } = bed;
    const { body } = await reserve(site, verification, 'order-1', 60);
    service.pass(seconds(60) - 1);
    assert.deepEqual(codeOf(await reserve(site, verification, 'order-2')), [409, 'limit_reached']);
    service.pass(1);
    assert.equal((await site.call('GET', `/redemptions/${body.id}`)).body.state, 'expired');
    assert.equal((await reserve(site, verification, 'order-2')).status, 201);
  });

  it('are kept for an order that is placed, for as long as it takes', async () => {
    await using bed = await shop();
    const { service, site, verification, change } = bed;
    const { body } = await reserve(site, verification, 'order-1', 60);
    const kept = await change(body.id, 'keep');
    assert.deepEqual([kept.status, kept.body.state, kept.body.expiresAt], [200, 'reserved', undefined]);
    service.pass(hours(29 * DAY));
    assert.deepEqual(codeOf(await reserve(site, verification, 'order-2')), [409, 'limit_reached']);
    assert.equal((await change(body.id, 'commit')).body.state, 'committed');
    assert.equal((await change(body.id, 'keep')).body.state, 'committed', 'kept already');
  });

  it('without a time limit stay reserved', async () => {
    await using bed = await shop();
    const { service, site, verification } = bed;
    await reserve(site, verification, 'order-1', null);
    service.pass(hours(29 * DAY));
    assert.deepEqual(codeOf(await reserve(site, verification, 'order-2')), [409, 'limit_reached']);
  });

  for (const late of ['commit', 'keep']) {
    it(`are taken again by a ${late} that comes too late, if there is one left`, async () => {
      await using bed = await shop();
      const { service, site, verification, change } = bed;
      const first = (await reserve(site, verification, 'order-1', 60)).body;
      service.pass(seconds(61));
      const state = late === 'commit' ? 'committed' : 'reserved';
      assert.deepEqual((await change(first.id, late)).body.state, state);
      assert.deepEqual(codeOf(await reserve(site, verification, 'order-2')), [409, 'limit_reached']);
    });

    it(`are gone for a ${late} that comes after somebody else’s reservation`, async () => {
      await using bed = await shop();
      const { service, site, verification, change } = bed;
      const first = (await reserve(site, verification, 'order-1', 60)).body;
      service.pass(seconds(61));
      const second = (await reserve(site, verification, 'order-2', 60)).body;
      const refused = await change(first.id, late);
      assert.deepEqual([...codeOf(refused), refused.body.at], [409, 'limit_reached', '2026-07-01T12:00:00.000Z']);
      await change(second.id, 'release');
      assert.equal((await change(first.id, late)).status, 200);
    });
  }

  it('are given back once, from reserved or committed', async () => {
    await using bed = await shop({ count: 2, per: 'P30D' });
    const { site, verification, change } = bed;
    const one = (await reserve(site, verification, 'order-1')).body;
    const two = (await reserve(site, verification, 'order-2')).body;
    await change(two.id, 'commit');
    assert.equal((await change(one.id, 'release')).body.remaining, 1);
    assert.equal((await change(two.id, 'release')).body.remaining, 2);
    const again = await change(two.id, 'release');
    assert.deepEqual([again.status, again.body.state, again.body.remaining], [200, 'released', 2]);
    assert.deepEqual(codeOf(await change(two.id, 'commit')), [409, 'redemption_released']);
    assert.deepEqual(codeOf(await change(two.id, 'keep')), [409, 'redemption_released']);
  });

  it('that expired give nothing back when they are released', async () => {
    await using bed = await shop();
    const { service, site, verification, change } = bed;
    const first = (await reserve(site, verification, 'order-1', 60)).body;
    service.pass(minutes(2));
    await reserve(site, verification, 'order-2', null);
    assert.deepEqual((await change(first.id, 'release')).body.remaining, 0);
  });

  it('are given back into their own window, not into the next one', async () => {
    await using bed = await shop();
    const { service, site, verification, change } = bed;
    const first = (await reserve(site, verification, 'order-1', null)).body;
    service.pass(hours(30 * DAY) - 1);
    const renewed = await visit(service, site);
    service.pass(1);
    await reserve(site, renewed, 'order-2', null);
    assert.equal((await change(first.id, 'release')).body.remaining, 0);
    assert.deepEqual(codeOf(await reserve(site, renewed, 'order-3')), [409, 'limit_reached']);
  });

  it('are told apart by site: what is another’s is unknown', async () => {
    await using bed = await shop();
    const { service, site, verification } = bed;
    const other = await service.addSite('Other', 'https://other.example');
    await other.putPolicy(limited({ count: 1, per: 'P30D' }));
    const { body } = await reserve(site, verification, 'order-1');
    assert.deepEqual(codeOf(await reserve(other, verification, 'order-1')), [404, 'verification_unknown']);
    assert.deepEqual(codeOf(await other.call('POST', `/redemptions/${body.id}/release`)), [404, 'redemption_unknown']);
    const own = await visit(service, other);
    assert.equal((await reserve(other, own, 'order-1')).status, 201, 'with counters and keys of its own');
  });

  it('need a verification that was collected', async () => {
    await using bed = await shop();
    const { service, site } = bed;
    const { answer } = await import('../bed/wallet.ts');
    const { links } = await site.open();
    await answer(links.crossDevice.app, { created: service.clock() });
    const rows = await service.stores.db.selectFrom('verifications').selectAll().execute();
    const uncollected = rows.find(({ collected_at }) => collected_at === null)!;
    assert.deepEqual(codeOf(await reserve(site, uncollected, 'order-1')), [404, 'verification_unknown']);
  });

  it('need a verification that still holds', async () => {
    await using bed = await shop();
    const { service, site, verification, change } = bed;
    const { body } = await reserve(site, verification, 'order-1', null);
    service.pass(hours(31 * DAY));
    assert.deepEqual(codeOf(await reserve(site, verification, 'order-2')), [409, 'verification_ended']);
    assert.equal((await change(body.id, 'commit')).body.state, 'committed', 'an order that was placed goes on');
  });

  it('refuse a body that is not what they need', async () => {
    await using bed = await shop();
    const { site, verification } = bed;
    const good = { verificationId: verification.id, idempotencyKey: 'order-1', ttl: 60 };
    for (const bad of [{ ttl: 0 }, { ttl: 1.5 }, { ttl: '60' }, { ttl: 1e9 }, { ttl: undefined }]) {
      const answer = await site.call('POST', '/redemptions', { ...good, ...bad });
      assert.deepEqual(codeOf(answer), [422, 'body_invalid'], JSON.stringify(bad));
    }
    for (const idempotencyKey of ['', 'x'.repeat(201), 'a\u0000b', 'a\nb', 7, null]) {
      assert.deepEqual(codeOf(await site.call('POST', '/redemptions', { ...good, idempotencyKey })), [
        422,
        'body_invalid',
      ]);
    }
    const broken = await site.call('POST', '/redemptions', { ...good, idempotencyKey: '\ud800' });
    assert.deepEqual(codeOf(broken), [400, 'json_invalid']);
  });

  it('take hostile text in an idempotency key as text', async () => {
    await using bed = await shop({ count: 9, per: 'P30D' });
    const { site, verification } = bed;
    for (const key of ["'; drop table redemptions; --", '\u202e"%_', '{"$gt":""}', '💶'.repeat(100), '__proto__']) {
      const { status, body } = await reserve(site, verification, key);
      assert.deepEqual([status, body.idempotencyKey], [201, key]);
    }
  });
});
