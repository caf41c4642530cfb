import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { removeOldRedemptions } from '../../src/store/remove-old-redemptions.ts';
import { hours } from '../bed/clock.ts';
import { startTestService } from '../bed/service.ts';
import { limited, reserve, visit } from '../bed/visit.ts';

const DAY = hours(24);

describe('what the ledger forgets', () => {
  it('is windows that have ended, and what was used long ago, but never what is still reserved', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy(limited({ count: 2, per: 'P30D' }));
    const verification = await visit(service, site);
    const placed = (await reserve(site, verification, 'order-1', null)).body.id;
    const used = (await reserve(site, verification, 'order-2', null)).body.id;
    await site.call('POST', `/redemptions/${used}/commit`);
    const { db } = service.stores;
    const counters = () => db.selectFrom('limit_counters').selectAll().execute();
    const read = async (id: string) => (await site.call('GET', `/redemptions/${id}`)).status;

    service.pass(30 * DAY - 1);
    await removeOldRedemptions(db, service.clock().getTime());
    assert.equal((await counters()).length, 1);
    service.pass(1);
    await removeOldRedemptions(db, service.clock().getTime());
    assert.equal((await counters()).length, 0);
    assert.deepEqual([await read(placed), await read(used)], [200, 200]);

    service.pass(371 * DAY);
    await removeOldRedemptions(db, service.clock().getTime());
    assert.deepEqual([await read(placed), await read(used)], [200, 404]);
    assert.equal((await site.call('POST', `/redemptions/${placed}/release`)).body.remaining, 2);
  });
});
