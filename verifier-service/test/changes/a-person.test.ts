import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { removeOldRedemptions } from '../../src/store/remove-old-redemptions.ts';
import { hours } from '../bed/clock.ts';
import { limited, reserve } from '../bed/visit.ts';
import { startRevocable, type RevocableWorld } from './revocable.ts';

describe('a person', () => {
  let world: RevocableWorld;
  beforeEach(async () => void (world = await startRevocable()));
  afterEach(() => world.service[Symbol.asyncDispose]());

  it('gets all that is known of them', async () => {
    await world.site.putPolicy(limited({ count: 2, per: 'P30D' }));
    const first = await world.enter();
    await reserve(world.site, first, 'order-1');
    const second = await world.enter();
    assert.equal(first.holder, second.holder);
    const { body } = await world.site.call('GET', `/holders/${first.holder}/export`);
    assert.deepEqual(
      body.verifications.map(({ id }: { id: string }) => id).toSorted(),
      [first.id, second.id].toSorted(),
    );
    assert.equal(body.verifications.flatMap(({ redemptions }: { redemptions: object[] }) => redemptions).length, 1);
  });

  it('is forgotten, but not how often the offer was used, and hears until when', async () => {
    await world.site.putPolicy(limited({ count: 1, per: 'P30D' }));
    const member = await world.enter();
    const { resetsAt } = (await reserve(world.site, member, 'order-1', null)).body;
    const { status, body } = await world.site.call('DELETE', `/holders/${member.holder}`);
    const redemptionsUntil = '2027-07-06T12:00:00.000Z';
    assert.deepEqual([status, body], [200, { forgotten: 1, countersUntil: resetsAt, redemptionsUntil }]);
    assert.ok(!(await world.service.dump()).includes(member.holder));
    assert.deepEqual(await world.told(), ['forgotten']);
    assert.equal((await reserve(world.site, await world.enter(), 'order-2')).body.code, 'limit_reached');
  });

  it('leaves no name of an order behind, and only as long as was said what was used', async () => {
    await world.site.putPolicy(limited({ count: 3, per: 'P30D' }));
    const member = await world.enter();
    const kept = (await reserve(world.site, member, 'order-of-ann', null)).body;
    const released = (await reserve(world.site, member, 'order-of-ann-2', null)).body;
    await world.site.call('POST', `/redemptions/${released.id}/release`);
    const erased = (await world.site.call('DELETE', `/holders/${member.holder}`)).body;

    assert.ok(!(await world.service.dump()).includes('order-of-ann'));
    assert.equal((await world.site.call('GET', `/redemptions/${released.id}`)).body.code, 'redemption_unknown');
    const read = await world.site.call('GET', `/redemptions/${kept.id}`);
    assert.deepEqual([read.body.state, 'idempotencyKey' in read.body], ['reserved', false]);

    const { db } = world.service.stores;
    const until = Date.parse(erased.redemptionsUntil);
    await removeOldRedemptions(db, until - 1);
    assert.equal((await world.site.call('GET', `/redemptions/${kept.id}`)).status, 200);
    await removeOldRedemptions(db, until);
    assert.equal((await world.site.call('GET', `/redemptions/${kept.id}`)).body.code, 'redemption_unknown');
  });

  it('whose verification was deleted when its history was over leaves no name of an order either', async () => {
    await world.site.putPolicy(limited({ count: 1, per: 'P30D' }));
    const member = await world.enter();
    await reserve(world.site, member, 'order-of-ann', null);
    world.service.pass(hours(24 * 31));
    await world.service.recheck();
    assert.equal((await world.site.call('GET', `/holders/${member.holder}/export`)).status, 200);
    world.service.pass(hours(24 * 90));
    await world.service.sweep();
    assert.equal((await world.site.call('GET', `/holders/${member.holder}/export`)).body.code, 'holder_unknown');
    assert.ok(!(await world.service.dump()).includes('order-of-ann'));
  });

  it('is unknown where nothing is known', async () => {
    const answer = await world.site.call('DELETE', '/holders/nobody');
    assert.deepEqual([answer.status, answer.body.code], [404, 'holder_unknown']);
  });
});
