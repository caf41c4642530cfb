import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { issuedCredential } from '../../../core/test/factories/index.ts';
import { hours, seconds } from '../bed/clock.ts';
import { startTestService } from '../bed/service.ts';
import type { Answer } from '../bed/site-client.ts';
import { limited, reserve, visit } from '../bed/visit.ts';

const codeOf = ({ status, body }: Answer) => [status, body.code];
const inProgramme = limited({ programme: 'autumn-offer' });

/** Two sites in a programme of two, and a third one outside. */
async function town({
  count = 2,
  per = 'P30D',
  capPerIssuer,
}: { count?: number; per?: string; capPerIssuer?: number } = {}) {
  const service = await startTestService();
  const baker = await service.addSite('Baker', 'https://baker.example');
  const grocer = await service.addSite('Grocer', 'https://grocer.example');
  const outside = await service.addSite('Outside', 'https://outside.example');
  await service.stores.programmes.add({
    ...{ name: 'autumn-offer', count, per, sites: [baker.site.id, grocer.site.id] },
    ...(capPerIssuer !== undefined && { capPerIssuer }),
  });
  for (const site of [baker, grocer]) assert.equal((await site.putPolicy(inProgramme)).status, 201);
  return { service, baker, grocer, outside, [Symbol.asyncDispose]: () => service[Symbol.asyncDispose]() };
}

describe('a programme', () => {
  it('is one limit for all its sites', async () => {
    await using bed = await town();
    const { service, baker, grocer } = bed;
    const atBaker = await visit(service, baker);
    const atGrocer = await visit(service, grocer);
    assert.notEqual(atBaker.holder, atGrocer.holder);
    assert.equal((await reserve(baker, atBaker, 'order-1', null)).body.remaining, 1);
    service.pass(hours(1));
    assert.equal((await reserve(grocer, atGrocer, 'order-1')).body.remaining, 0);
    const refused = await reserve(baker, atBaker, 'order-2');
    assert.deepEqual([...codeOf(refused), refused.body.at], [409, 'limit_reached', '2026-07-02T00:00:00.000Z']);
    const later = await visit(service, grocer);
    assert.deepEqual([later.remaining, later.resetsAt], [0, '2026-07-02T00:00:00.000Z']);
  });

  it('ends with a day, of short ones with an hour or a minute, so that no moment is one member’s', async () => {
    for (const [per, ends] of [
      ['P7D', '2026-06-09T00:00:00.000Z'],
      ['PT12H', '2026-06-02T01:00:00.000Z'],
      ['PT10M', '2026-06-01T12:11:00.000Z'],
    ] as const) {
      await using bed = await town({ count: 1, per });
      const { service, baker, grocer } = bed;
      service.pass(4_321);
      const atBaker = await visit(service, baker);
      const { body } = await reserve(baker, atBaker, 'order-1', null);
      assert.deepEqual([body.remaining, body.resetsAt], [0, ends]);
      assert.equal((await reserve(grocer, await visit(service, grocer), 'order-1')).body.at, ends);
      service.pass(Date.parse(ends) - service.clock().getTime() - 1);
      assert.equal((await reserve(baker, atBaker, 'order-2')).status, 409, per);
      service.pass(1);
      assert.equal((await reserve(baker, atBaker, 'order-2')).status, 201, per);
    }
  });

  it('gives an overdue reservation of one site to the other', async () => {
    await using bed = await town({ count: 1 });
    const { service, baker, grocer } = bed;
    await reserve(baker, await visit(service, baker), 'order-1', 60);
    const atGrocer = await visit(service, grocer);
    assert.deepEqual(codeOf(await reserve(grocer, atGrocer, 'order-1')), [409, 'limit_reached']);
    service.pass(seconds(60));
    assert.equal((await reserve(grocer, atGrocer, 'order-1')).status, 201);
  });

  it('is unknown to a site that is not in it', async () => {
    await using bed = await town();
    assert.deepEqual(codeOf(await bed.outside.putPolicy(inProgramme)), [422, 'programme_unknown']);
    assert.deepEqual(codeOf(await bed.baker.putPolicy(limited({ programme: 'other' }))), [422, 'programme_unknown']);
  });

  it('counts no verification that was answered outside of it', async () => {
    await using bed = await town();
    const { service, outside } = bed;
    await outside.putPolicy(limited({ count: 1, per: 'P30D' }));
    const verification = await visit(service, outside);
    // As if the operator had taken the site out between the policy and the order.
    await service.stores.policies.put(
      outside.site.id,
      {
        ...(await service.stores.policies.find(outside.site.id, 'members-lounge'))!.policy,
        limit: { programme: 'autumn-offer' },
      },
      service.clock().getTime(),
    );
    const later = await visit(service, outside);
    assert.deepEqual(codeOf(await reserve(outside, later, 'order-1')), [422, 'programme_unknown']);
    assert.equal(later.remaining, 0);
    assert.deepEqual(codeOf(await reserve(outside, verification, 'order-2')), [422, 'programme_unknown']);
  });

  it('caps what all members of one co-op use together', async () => {
    await using bed = await town({ count: 1, capPerIssuer: 2 });
    const { service, baker, grocer } = bed;
    const members = await Promise.all(
      ['m_1', 'm_2', 'm_3'].map((membershipId) => issuedCredential({ claims: { membershipId } })),
    );
    const [one, two, three] = members as [object, object, object];
    const first = await reserve(baker, await visit(service, baker, { credential: one }), 'order-1');
    await reserve(grocer, await visit(service, grocer, { credential: two }), 'order-2');
    const last = await visit(service, baker, { credential: three });
    assert.equal(last.remaining, 0);
    assert.deepEqual(codeOf(await reserve(baker, last, 'order-3')), [409, 'limit_reached']);
    await baker.call('POST', `/redemptions/${first.body.id}/release`);
    assert.equal((await reserve(baker, last, 'order-3')).status, 201, 'nothing of the refused try was kept');
  });

  it('is reset by the operator, not by one of its sites', async () => {
    await using bed = await town();
    const { service, baker } = bed;
    const verification = await visit(service, baker);
    const reset = await baker.call('POST', '/limits/reset', { verificationId: verification.id });
    assert.deepEqual(codeOf(reset), [403, 'limit_shared']);
  });

  it('leaves nothing in the database that joins two of its sites', async () => {
    await using bed = await town();
    const { service, baker, grocer } = bed;
    const { db } = service.stores;
    await reserve(baker, await visit(service, baker), 'order-b', null);
    service.pass(hours(1));
    await reserve(grocer, await visit(service, grocer), 'order-g', null);

    const counters = await db.selectFrom('limit_counters').selectAll().execute();
    assert.deepEqual(
      counters.map(({ used }) => used),
      [2],
    );
    const rest = await service.dump();
    const { key, window_id } = counters[0]!;
    assert.equal(rest.split(key).length, 2, 'the key is in its own row and nowhere else');
    assert.equal(rest.split(window_id).length, 2);

    // Every text that is in rows of both sites is the same for anybody.
    const texts = async (siteId: string) => {
      const rows = await Promise.all(
        (['verifications', 'redemptions'] as const).map((table) =>
          db.selectFrom(table).selectAll().where('site_id', '=', siteId).execute(),
        ),
      );
      return new Set(
        rows
          .flat()
          .flatMap((row) => Object.values(row))
          .filter((value) => typeof value === 'string'),
      );
    };
    const atGrocer = await texts(grocer.site.id);
    const shared = [...(await texts(baker.site.id))].filter((text) => atGrocer.has(text));
    const [verification] = await db.selectFrom('verifications').selectAll().execute();
    assert.deepEqual(
      shared.toSorted(),
      ['live', 'members-lounge', 'reserved', verification!.credentials, verification!.checks].toSorted(),
    );
    for (const canary of ['m_8d1f0c6a', 'worker'])
      assert.ok(!rest.replace(/"document":"(\\.|[^"])*"/g, '').includes(canary));
  });
});
