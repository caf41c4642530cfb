import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { loungePolicy } from '../bed/policy.ts';
import { startTestService } from '../bed/service.ts';
import { limited } from '../bed/visit.ts';

async function shop() {
  const service = await startTestService();
  const site = await service.addSite();
  const check = async (policy: unknown, rest: object = {}) =>
    (await site.call('POST', '/policies/check', { policy, ...rest })).body;
  return { service, site, check, [Symbol.asyncDispose]: () => service[Symbol.asyncDispose]() };
}

describe('checking a policy', () => {
  it('says in whole sentences what it means, and stores nothing', async () => {
    await using bed = await shop();
    assert.deepEqual(await bed.check(loungePolicy(limited({ count: 1, per: 'P30D' })), { locale: 'de-AT' }), {
      valid: true,
      problems: [],
      summary:
        'Worker and consumer members of Harvest Co-op may open the members’ lounge for 30 days at a time; ' +
        'we keep a pseudonym, the co-op’s name and the end date. Each membership counts once in 30 days.',
      asks: [
        'We ask for a membership of a co-op.',
        'We look at your co-op.',
        'We look at a random number that stands for your membership.',
        'We look at your kind of membership; it must be worker or consumer.',
      ],
    });
    assert.equal((await bed.site.call('GET', '/policies/members-lounge')).body.code, 'policy_unknown');
  });

  it('names every fault at once, where it is', async () => {
    await using bed = await shop();
    const { valid, problems, summary, asks } = await bed.check(loungePolicy({ purpose: '', crossDevice: 'maybe' }));
    assert.deepEqual([valid, summary, asks], [false, null, []]);
    assert.deepEqual(problems.map(({ path }: { path: string }) => path).toSorted(), ['crossDevice', 'purpose']);
    assert.equal((await bed.check(loungePolicy({ id: 'a b' }))).problems[0].path, 'id');
  });

  it('knows which programmes the site is in', async () => {
    await using bed = await shop();
    const { service, site, check } = bed;
    const policy = loungePolicy(limited({ programme: 'autumn-offer' }));
    assert.deepEqual((await check(policy)).problems, [
      { path: 'limit.programme', message: 'must be a programme that this site is in' },
    ]);
    await service.stores.programmes.add({ name: 'autumn-offer', count: 1, per: 'P30D', sites: [site.site.id] });
    assert.equal((await check(policy)).valid, true);
  });

  it('answers anything that is no policy', async () => {
    await using bed = await shop();
    for (const policy of [null, 7, '', [], {}, { accept: [null] }, { id: {} }]) {
      assert.equal((await bed.check(policy)).valid, false, JSON.stringify(policy));
    }
    const forbidden = await bed.site.call('POST', '/policies/check', '{"policy":{"__proto__":{}}}');
    assert.equal(forbidden.body.code, 'document_key_forbidden');
  });

  it('leaves the name "check" to policies', async () => {
    await using bed = await shop();
    assert.equal((await bed.site.call('PUT', '/policies/check', loungePolicy())).status, 201);
    assert.equal((await bed.site.call('GET', '/policies/check')).body.id, 'check');
  });
});
