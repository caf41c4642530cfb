import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { seconds } from '../bed/clock.ts';
import { startTestService } from '../bed/service.ts';
import type { Answer } from '../bed/site-client.ts';
import { limited, reserve, visit } from '../bed/visit.ts';
import { answer } from '../bed/wallet.ts';

const codeOf = ({ status, body }: Answer) => [status, body.code];
const NOT_COUNTED = [409, 'verification_not_counted'];
const membership = { identify: 'membership' };
const once = limited({ count: 1, per: 'P30D' });
const inProgramme = limited({ programme: 'autumn-offer' });

/** A member's visit under a first version of the policy. */
async function shop(version: object) {
  const service = await startTestService();
  const site = await service.addSite();
  await site.putPolicy(version as Record<string, unknown>);
  const verification = await visit(service, site);
  let orders = 0;
  const buy = () => reserve(site, verification, `order-${++orders}`, null);
  const share = (sites: readonly string[]) =>
    service.stores.programmes.add({ name: 'autumn-offer', count: 1, per: 'P30D', sites });
  const read = async () => (await site.call('GET', `/verifications/${verification.id}`)).body;
  return {
    ...{ service, site, verification, buy, share, read },
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}

describe('a limit that a policy gets later', () => {
  it('counts who was told apart by membership before', async () => {
    await using bed = await shop(membership);
    assert.equal('remaining' in bed.verification, false);
    await bed.site.putPolicy(once);
    assert.equal((await bed.read()).remaining, 1);
    assert.equal((await bed.buy()).status, 201);
    assert.deepEqual(codeOf(await bed.buy()), [409, 'limit_reached']);
  });

  it('closes to who was told apart by wallet before, until they show their membership again', async () => {
    await using bed = await shop({});
    assert.equal((await bed.buy()).status, 201, 'no limit yet');
    await bed.site.putPolicy(once);
    const { state, remaining } = await bed.read();
    assert.deepEqual([state, remaining], ['live', 0]);
    assert.deepEqual(codeOf(await bed.buy()), NOT_COUNTED);
    const reset = await bed.site.call('POST', '/limits/reset', { verificationId: bed.verification.id });
    assert.deepEqual(codeOf(reset), NOT_COUNTED);
    const again = await visit(bed.service, bed.site);
    assert.deepEqual([again.remaining, (await reserve(bed.site, again, 'again')).status], [1, 201]);
  });

  it('of a programme closes to who was not counted in it before', async () => {
    for (const before of [{}, membership, once]) {
      await using bed = await shop(before);
      await bed.share([bed.site.site.id]);
      await bed.site.putPolicy(inProgramme);
      assert.equal((await bed.read()).remaining, 0, JSON.stringify(before));
      assert.deepEqual(codeOf(await bed.buy()), NOT_COUNTED, JSON.stringify(before));
    }
  });

  it('of another programme closes to who was counted in the first one', async () => {
    await using bed = await shop(membership);
    const { service, site } = bed;
    await bed.share([site.site.id]);
    await service.stores.programmes.add({ name: 'spring', count: 1, per: 'P30D', sites: [site.site.id] });
    await site.putPolicy(inProgramme);
    const counted = await visit(service, site);
    await site.putPolicy(limited({ programme: 'spring' }));
    assert.deepEqual(codeOf(await reserve(site, counted, 'order')), NOT_COUNTED);
    await site.putPolicy(inProgramme);
    assert.equal((await reserve(site, counted, 'order')).status, 201);
  });

  it('holds when the policy tells people apart otherwise for a while', async () => {
    await using bed = await shop(once);
    const { site, service } = bed;
    assert.equal((await bed.buy()).status, 201);
    await site.putPolicy({});
    assert.deepEqual(codeOf(await bed.buy()), [409, 'limit_reached'], 'answered under a limit');
    const meanwhile = await visit(service, site);
    await site.putPolicy(once);
    assert.deepEqual(codeOf(await bed.buy()), [409, 'limit_reached']);
    assert.deepEqual(codeOf(await reserve(site, meanwhile, 'meanwhile')), NOT_COUNTED);
  });

  it('holds when the policy is deleted before the answer is collected', async () => {
    await using bed = await shop(membership);
    const { site, service } = bed;
    const { id, links } = await site.open();
    await answer(links.crossDevice.app, { created: service.clock() });
    await site.call('DELETE', `/verifications/${bed.verification.id}`);
    await site.putPolicy(once);
    assert.equal((await site.call('DELETE', '/policies/members-lounge')).status, 204);
    const { verification } = (await site.collect(id)).body;
    assert.equal(verification.remaining, 1);
    assert.equal((await reserve(site, verification, 'order-1')).status, 201);
    assert.deepEqual(codeOf(await reserve(site, verification, 'order-2')), [409, 'limit_reached']);
  });

  it('takes again what expired while there was none', async () => {
    await using bed = await shop(membership);
    const { site, service, verification } = bed;
    const ids = await Promise.all(
      ['a', 'b', 'c'].map(async (key) => (await reserve(site, verification, key, 60)).body.id as string),
    );
    service.pass(seconds(61));
    await site.putPolicy(once);
    const commits = await Promise.all(ids.map((id) => site.call('POST', `/redemptions/${id}/commit`)));
    assert.deepEqual(commits.map(({ status }) => status).sort(), [200, 409, 409]);
  });
});

describe('a limit that is lowered', () => {
  it('holds for what expired and is taken again', async () => {
    await using bed = await shop(limited({ count: 3, per: 'P30D' }));
    const { site, service, verification } = bed;
    const first = await reserve(site, verification, 'a', 60);
    assert.equal(first.body.remaining, 2);
    const ids = [first.body.id as string];
    for (const key of ['b', 'c']) ids.push((await reserve(site, verification, key, 60)).body.id);
    await site.putPolicy(once);
    assert.equal((await site.call('GET', `/redemptions/${ids[0]}`)).body.remaining, 0);
    service.pass(seconds(61));
    const codes = [];
    for (const id of ids) codes.push(codeOf(await site.call('POST', `/redemptions/${id}/commit`)));
    assert.deepEqual(codes, [
      [200, undefined],
      [409, 'limit_reached'],
      [409, 'limit_reached'],
    ]);
  });
});

describe('a site that leaves a programme', () => {
  it('uses nothing meanwhile, and finds the same counter when it is back', async () => {
    await using bed = await shop(membership);
    const { site, service } = bed;
    const other = await service.addSite('Other', 'https://other.example');
    await bed.share([site.site.id, other.site.id]);
    await site.putPolicy(inProgramme);
    const counted = await visit(service, site);
    assert.equal((await reserve(site, counted, 'order-1', 60)).status, 201);

    await service.stores.programmes.setSites('autumn-offer', [other.site.id]);
    assert.deepEqual(codeOf(await reserve(site, counted, 'order-2')), [422, 'programme_unknown']);
    assert.equal((await site.call('GET', `/verifications/${counted.id}`)).body.remaining, 0);
    const meanwhile = await visit(service, site);
    assert.equal(meanwhile.remaining, 0);
    service.pass(seconds(61));
    const { id } = (await reserve(site, counted, 'order-1', 60)).body;
    assert.deepEqual(codeOf(await site.call('POST', `/redemptions/${id}/commit`)), [409, 'limit_reached']);

    await service.stores.programmes.setSites('autumn-offer', [site.site.id]);
    assert.equal((await site.call('POST', `/redemptions/${id}/commit`)).status, 200);
    assert.deepEqual(codeOf(await reserve(site, counted, 'order-2')), [409, 'limit_reached']);
    assert.deepEqual(codeOf(await reserve(site, meanwhile, 'order-3')), NOT_COUNTED);
  });
});
