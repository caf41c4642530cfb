import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { appendChange } from '../../src/store/change-store.ts';
import { forgetVerifications } from '../../src/store/forget-verifications.ts';
import { inTransaction } from '../../src/store/in-transaction.ts';
import { isLive } from '../../src/store/is-live.ts';
import { loungePolicy } from '../bed/policy.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { limited, reserve, visit } from '../bed/visit.ts';

/** What SQLite's one writer makes safe, and several at once must not break. */
describe('transactions at the same time', () => {
  let service: TestService;
  let site: SiteClient;
  before(async () => {
    service = await startTestService();
    site = await service.addSite();
    await site.putPolicy(limited({ count: 1_000, per: 'P30D' }));
  });
  after(() => service[Symbol.asyncDispose]());

  it('give a policy one version after the other, whoever saves it', async () => {
    const purposes = Array.from({ length: 12 }, (_, index) => `Purpose ${index}`);
    const saved = await Promise.all(
      purposes.map((purpose) => site.call('PUT', '/policies/busy', loungePolicy({ purpose }))),
    );
    const versions = saved.map(({ body }) => body.version).toSorted((a, b) => a - b);
    assert.deepEqual(
      versions,
      purposes.map((_, index) => index + 1),
    );
    assert.equal(saved.filter(({ status }) => status === 201).length, 1);
  });

  it('keep nobody from changing a policy, however many live under it', async function () {
    this.timeout(20_000);
    const { db } = service.stores;
    const shop = await service.addSite('Large', 'https://large.example');
    await shop.putPolicy();
    const verification = await visit(service, shop);
    await db.updateTable('verifications').set({ check_due_at: 1 }).where('id', '=', verification.id).execute();
    const { promise: pause, resolve: go } = Promise.withResolvers<void>();
    const using = inTransaction(db, async (transaction) => {
      await isLive(transaction, shop.site.id, verification.id, service.clock().getTime());
      await pause;
    });
    await sleep(50);
    const changed = { purpose: 'Another purpose' };
    const [refused, found] = [await shop.putPolicy(changed), await shop.call('GET', '/policies/members-lounge')];
    go();
    await using;
    assert.equal(refused.body.code, 'service_busy', 'one of them could not be made due');
    assert.equal(found.body.version, 2, 'but it holds');
    assert.equal((await shop.putPolicy(changed)).body.version, 2);
    const [row] = await db.selectFrom('verifications').selectAll().where('id', '=', verification.id).execute();
    assert.equal(row?.check_due_at, service.clock().getTime(), 'the same call again made the rest due');
  });

  it('give a programme the sites that one of two commands named, not those of both', async () => {
    const { programmes } = service.stores;
    const [one, other] = [
      await service.addSite('One', 'https://one.example'),
      await service.addSite('Other', 'https://other.example'),
    ].map((client) => client.site.id);
    await programmes.add({ name: 'shared', count: 1, per: 'P30D', sites: [] });
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([programmes.setSites('shared', [one!]), programmes.setSites('shared', [other!])]);
      const found = (await programmes.list()).find(({ name }) => name === 'shared');
      assert.equal(found?.sites.length, 1, `round ${round}`);
    }
  });

  it('number a feed in the order in which changes can be seen: none is passed over by who reads meanwhile', async () => {
    const { db } = service.stores;
    const own = await service.addSite('Feed', 'https://feed.example');
    const { promise: pause, resolve: go } = Promise.withResolvers<void>();
    const append = (verificationId: string, wait?: Promise<void>) =>
      inTransaction(db, async (transaction) => {
        await appendChange(transaction, own.site.id, { verificationId, state: 'expired', at: 1 });
        await wait;
      });
    const slow = append('vf_slow', pause);
    await sleep(50);
    const fast = append('vf_fast');
    await sleep(100);
    const early = (await own.call('GET', '/changes')).body;
    go();
    await Promise.all([slow, fast]);
    const late = (await own.call('GET', `/changes?cursor=${early.cursor}`)).body;
    const told = [...early.changes, ...late.changes].map((change: { verificationId: string }) => change.verificationId);
    assert.deepEqual(told, ['vf_slow', 'vf_fast']);
  });

  it('forget a person with all that is reserved for them at that moment', async () => {
    const { db, redemptions } = service.stores;
    const verification = await visit(service, site);
    const now = service.clock().getTime();
    const { promise: pause, resolve: go } = Promise.withResolvers<void>();
    // A reservation that has looked whether the verification holds, and writes later.
    const reserving = inTransaction(db, async (transaction) => {
      assert.ok(await isLive(transaction, site.site.id, verification.id, now));
      await pause;
      const row = { site_id: site.site.id, verification_id: verification.id, idempotency_key: 'order of a person' };
      await transaction
        .insertInto('redemptions')
        .values({
          ...row,
          ...{ id: 'rd_late', ttl: null, state: 'committed', expires_at: null },
          ...{ taken_sealed: 'x', created_at: now, changed_at: now },
        })
        .execute();
    });
    await sleep(50);
    const forgetting = forgetVerifications(db, site.site.id, { id: verification.id }, now);
    await sleep(100);
    go();
    await Promise.all([reserving, forgetting]);
    const left = await db.selectFrom('redemptions').select('idempotency_key').where('id', '=', 'rd_late').execute();
    assert.deepEqual(left, [{ idempotency_key: '\nrd_late' }]);
    assert.equal(await redemptions.findByKey(site.site.id, 'order of a person'), undefined);
  });

  it('end the key of who pairs while all keys are ended', async () => {
    const { siteKeys } = service.stores;
    const id = site.site.id;
    for (let round = 0; round < 20; round += 1) {
      const { code } = await siteKeys.makePairingCode(id);
      const [paired] = await Promise.allSettled([siteKeys.pair(code), siteKeys.rotate(id, 0)]);
      if (paired.status === 'rejected') continue;
      await assert.rejects(siteKeys.authenticate(paired.value.key), { code: 'key_ended' }, `round ${round}`);
    }
  });

  it('that rotate a site’s keys at once leave one key', async () => {
    const { siteKeys } = service.stores;
    // Without a pairing code, on whose row they would wait for each other.
    const { site: own } = await service.addSite('Rotating', 'https://rotating.example');
    const rotated = await Promise.all(Array.from({ length: 6 }, () => siteKeys.rotate(own.id, 0)));
    const alive = await Promise.allSettled(rotated.map(({ key }) => siteKeys.authenticate(key)));
    assert.equal(alive.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('that wait for each other in a circle are made again, and all are done', async () => {
    const { db } = service.stores;
    const names = ['circle-1', 'circle-2'];
    await db
      .insertInto('meta')
      .values(names.map((name) => ({ name, value: '' })))
      .execute();
    let tries = 0;
    const both = (order: readonly string[]) =>
      inTransaction(db, async (transaction) => {
        tries += 1;
        for (const name of order) {
          await transaction
            .updateTable('meta')
            .set(({ eb, ref, val }) => ({ value: eb(ref('value'), '||', val('x')) }))
            .where('name', '=', name)
            .execute();
          await sleep(50);
        }
      });
    await Promise.all([both(names), both(names.toReversed())]);
    const rows = await db.selectFrom('meta').select('value').where('name', 'in', names).execute();
    assert.deepEqual(
      rows.map(({ value }) => value),
      ['xx', 'xx'],
    );
    assert.equal(tries, 3, 'one of them was made twice');
  });

  it('count a use that expired once, whoever gives it back', async () => {
    const shop = await service.addSite('Shop', 'https://shop.example');
    await shop.putPolicy(limited({ count: 2, per: 'P30D' }));
    const verification = await visit(service, shop);
    await reserve(shop, verification, 'one', 60);
    await reserve(shop, verification, 'two', 60);
    service.pass(61_000);
    const now = service.clock().getTime();
    await Promise.all(Array.from({ length: 6 }, () => service.stores.redemptions.expireOverdue(now)));
    const ledger = createLedger({ ...service.stores, clock: service.clock });
    const found = await service.stores.verifications.findCollected(shop.site.id, verification.id);
    assert.equal((await ledger.standing(found!)).remaining, 2);
  });
});
