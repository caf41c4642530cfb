import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { hours } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { siteClient, type SiteClient } from '../bed/site-client.ts';
import { answer } from '../bed/wallet.ts';

const days = (count: number) => hours(24 * count);

async function letIn(service: TestService, { site }: SiteClient, key: string) {
  const { status, body } = await siteClient(service.url, site, key).call('GET', '/site');
  return [status, body.code];
}

describe('a site’s key', () => {
  it('that was replaced works until the overlap is over, and then says so', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    const { key } = await service.stores.siteKeys.rotate(site.site.id, days(7));

    service.pass(days(7) - 1);
    assert.deepEqual(await letIn(service, site, site.key), [200, undefined]);
    service.pass(1);
    assert.deepEqual(await letIn(service, site, site.key), [401, 'key_ended']);
    assert.deepEqual(await letIn(service, site, `${site.key}x`), [401, 'key_wrong']);
    assert.deepEqual(await letIn(service, site, key), [200, undefined]);
  });

  it('that was replaced at once ends at once, and one of another site does not', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    const other = await service.addSite('Shop');
    const { key } = await service.stores.siteKeys.rotate(site.site.id, 0);
    assert.deepEqual(await letIn(service, site, site.key), [401, 'key_ended']);
    assert.deepEqual(await letIn(service, site, key), [200, undefined]);
    assert.deepEqual(await letIn(service, other, other.key), [200, undefined]);
  });

  it('that is about to end never lives longer by another rotation', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    const { siteKeys } = service.stores;
    const second = await siteKeys.rotate(site.site.id, days(2));
    await siteKeys.rotate(site.site.id, days(30));
    service.pass(days(2));
    assert.deepEqual(await letIn(service, site, site.key), [401, 'key_ended']);
    assert.deepEqual(await letIn(service, site, second.key), [200, undefined]);
  });
});

describe('removing a site', () => {
  it('leaves nothing of it in any table, and everything of the others', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    const other = await service.addSite('Shop');
    for (const client of [site, other]) {
      await client.putPolicy();
      const { id, links } = await client.open();
      await answer(links.crossDevice.app, { created: service.clock() });
      await client.collect(id);
      await client.open();
      await service.stores.siteKeys.makePairingCode(client.site.id);
    }
    const before = await service.dump();
    assert.ok(before.includes(site.site.id));

    assert.equal(await service.stores.sites.remove(site.site.id), true);
    assert.equal(await service.stores.sites.remove(site.site.id), false);
    const after = await service.dump();
    assert.ok(!after.includes(site.site.id));
    assert.ok(!after.includes(site.key.split('.')[0]!));
    assert.deepEqual(await letIn(service, site, site.key), [401, 'key_wrong']);
    assert.equal((await other.call('GET', '/policies/members-lounge')).status, 200);
    for (const table of ['verifications', 'requests', 'handles'] as const) {
      assert.ok((await service.count(table)) > 0, table);
    }
  });
});
