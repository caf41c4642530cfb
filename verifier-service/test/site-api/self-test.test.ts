import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { harvestDid } from '../../../core/test/factories/index.ts';
import { hours } from '../bed/clock.ts';
import { loungePolicy } from '../bed/policy.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { siteClient } from '../bed/site-client.ts';

const harvest = { id: harvestDid, name: 'Harvest Co-op' };
const later = ({ clock }: TestService, seconds: number) => new Date(clock().getTime() + seconds * 1_000).toUTCString();

describe('a site’s self-test', () => {
  it('finds nothing wrong where nothing is', async () => {
    await using service = await startTestService();
    const { call } = await service.addSite();
    const { body } = await call('GET', '/site', undefined, { Date: later(service, 2) });
    assert.deepEqual([body.problems, body.lists, body.key], [[], [], {}]);
    assert.deepEqual(body.clock, { yours: '2026-06-01T12:00:02.000Z', secondsAhead: 2 });
  });

  it('names clocks that differ, whichever is ahead, with the cure', async () => {
    await using service = await startTestService();
    const { call } = await service.addSite();
    for (const seconds of [61, -300]) {
      const { body } = await call('GET', '/site', undefined, { Date: later(service, seconds) });
      const [found, ...others] = body.problems;
      assert.deepEqual([others, found.code, found.seconds], [[], 'clock_differs', Math.abs(seconds)]);
      assert.match(found.detail, new RegExp(`differ by ${Math.abs(seconds)} seconds`));
      assert.match(found.cure, /NTP/);
      assert.equal(body.clock.secondsAhead, seconds);
    }
    for (const seconds of [60, -60]) {
      const { body } = await call('GET', '/site', undefined, { Date: later(service, seconds) });
      assert.deepEqual(body.problems, []);
    }
  });

  it('says nothing of a clock it was not told, or cannot read', async () => {
    await using service = await startTestService();
    const { call } = await service.addSite();
    for (const headers of [undefined, { Date: 'yesterday' }]) {
      const { status, body } = await call('GET', '/site', undefined, headers);
      assert.deepEqual([status, 'clock' in body, body.problems], [200, false, []]);
    }
  });

  it('warns with a key that was replaced, and until when it works', async () => {
    await using service = await startTestService();
    const { call, site } = await service.addSite();
    const { key } = await service.stores.siteKeys.rotate(site.id, hours(48));
    const { body } = await call('GET', '/site');
    const until = '2026-06-03T12:00:00.000Z';
    assert.deepEqual(body.key, { validUntil: until });
    assert.deepEqual(
      body.problems.map(({ code, until }: { code: string; until: string }) => [code, until]),
      [['key_ending', until]],
    );
    assert.match(body.problems[0].cure, /pair again/);
    assert.deepEqual((await siteClient(service.url, site, key).call('GET', '/site')).body.problems, []);
  });

  it('names a list that a policy counts on and the service does not read, until the policy does without', async () => {
    await using service = await startTestService();
    const { call, putPolicy } = await service.addSite();
    const counting = (lists: string[]) => ({
      accept: [{ require: [{ type: 'CoopMembershipCredential', issuers: { lists, allow: [harvest] } }] }],
    });
    await putPolicy(counting(['autumn-federation', 'spring-federation']));
    const { problems } = (await call('GET', '/site')).body;
    assert.deepEqual(
      problems.map(({ code, list, policy }: Record<string, string>) => [code, list, policy]),
      [
        ['list_unknown', 'autumn-federation', 'members-lounge'],
        ['list_unknown', 'spring-federation', 'members-lounge'],
      ],
    );
    assert.match(problems[0].detail, /“members-lounge” counts on the recognition list “autumn-federation”/);
    assert.match(problems[0].cure, /coop-verifier list pin/);
    await putPolicy(counting([]));
    assert.deepEqual((await call('GET', '/site')).body.problems, []);
    await call('PUT', '/policies/another', loungePolicy(counting(['autumn-federation'])));
    await call('DELETE', '/policies/another');
    assert.deepEqual((await call('GET', '/site')).body.problems, []);
  });

  it('names a public address at which the service does not answer, with the cure', async () => {
    const silent = 'http://localhost:9';
    await using service = await startTestService({ environment: { PUBLIC_URL: silent } });
    const { call } = await service.addSite();
    const [found, ...others] = (await call('GET', '/site')).body.problems;
    assert.deepEqual([others, found.code, found.url], [[], 'public_url_unreachable', silent]);
    assert.match(found.cure, /PUBLIC_URL/);
  });
});
