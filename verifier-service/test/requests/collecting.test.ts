import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { hours } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { harvestDid } from '../../../core/test/factories/index.ts';
import { loungePolicy } from '../bed/policy.ts';
import { send } from '../bed/site-client.ts';
import { reserve } from '../bed/visit.ts';
import { answer, responseCodeOf } from '../bed/wallet.ts';

async function openedAt(service: TestService) {
  const site = await service.addSite();
  await site.putPolicy();
  return { site, opened: await site.open() };
}

describe('collecting a result', () => {
  it('of a same-device answer needs the response code that only the redirected browser has', async () => {
    await using service = await startTestService();
    const { site, opened } = await openedAt(service);
    const answered = await answer(opened.links.sameDevice.app, { created: service.clock() });
    const path = `/presentation-requests/${opened.id}`;

    assert.equal((await site.call('GET', path)).body.state, 'answered');
    assert.deepEqual((await send(opened.browser.statusUrl)).body.state, 'answered');
    const missing = await site.collect(opened.id);
    assert.deepEqual([missing.status, missing.body.code], [403, 'response_code_missing']);
    const wrong = await site.collect(opened.id, 'x'.repeat(43));
    assert.deepEqual([wrong.status, wrong.body.code], [403, 'response_code_wrong']);
    assert.equal((await site.call('GET', path)).body.state, 'answered');

    assert.equal((await site.collect(opened.id, responseCodeOf(answered))).body.state, 'accepted');
    assert.equal((await site.call('GET', path)).body.state, 'accepted');
    assert.equal((await send(opened.browser.statusUrl)).body.state, 'accepted');
  });

  it('again gives the same for a day, and then it is forgotten', async () => {
    await using service = await startTestService();
    const { site, opened } = await openedAt(service);
    const code = responseCodeOf(await answer(opened.links.sameDevice.app, { created: service.clock() }));
    const first = await site.collect(opened.id, code);

    service.pass(hours(23));
    assert.deepEqual((await site.collect(opened.id, code)).body, first.body);
    assert.equal((await site.collect(opened.id)).body.code, 'response_code_missing');
    service.pass(hours(1));
    assert.equal((await site.collect(opened.id, code)).body.code, 'request_unknown');
    assert.equal((await site.call('GET', `/verifications/${first.body.verification.id}`)).status, 200);
  });

  it('says each time whether it still holds, and when it ended', async () => {
    await using service = await startTestService();
    const { site, opened } = await openedAt(service);
    await answer(opened.links.crossDevice.app, { created: service.clock() });
    const first = (await site.collect(opened.id)).body;
    assert.deepEqual([first.state, first.verification.state], ['accepted', 'live']);

    await site.putPolicy({ accept: denying() });
    const again = (await site.collect(opened.id)).body;
    assert.deepEqual([again.state, again.verification.state], ['accepted', 'policy_changed']);
  });

  it('of an issuer that was denied since the answer opens nothing, and is told in the feed', async () => {
    await using service = await startTestService();
    const { site, opened } = await openedAt(service);
    await answer(opened.links.crossDevice.app, { created: service.clock() });
    await site.putPolicy({ accept: denying() });

    const { state, verification } = (await site.collect(opened.id)).body;
    assert.deepEqual([state, verification.state], ['accepted', 'policy_changed']);
    const refused = await reserve(site, verification, 'order-1');
    assert.deepEqual(pick(refused), [409, 'verification_ended']);
    const { changes } = (await site.call('GET', '/changes')).body;
    assert.deepEqual(
      changes.map((change: { verificationId: string; state: string }) => [change.verificationId, change.state]),
      [[verification.id, 'policy_changed']],
    );
  });

  it('within its day may come after its grant is over', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy({ grant: { for: 'PT1H' } });
    const { id, links } = await site.open();
    await answer(links.crossDevice.app, { created: service.clock() });
    service.pass(hours(1));
    assert.equal((await site.collect(id)).body.verification.state, 'expired');
  });

  it('of a cross-device answer needs no code, and shows at once that there is one', async () => {
    await using service = await startTestService();
    const { site, opened } = await openedAt(service);
    const answered = await answer(opened.links.crossDevice.app, { created: service.clock() });

    assert.deepEqual(answered.body, {});
    const seen = await site.call('GET', `/presentation-requests/${opened.id}`);
    assert.deepEqual([seen.body.state, 'verification' in seen.body], ['accepted', false]);
    assert.deepEqual((await send(opened.browser.statusUrl)).body, {
      state: 'accepted',
      expiresAt: opened.expiresAt,
      uncollected: true,
    });
    assert.ok((await site.collect(opened.id)).body.verification.id);
    assert.equal((await send(opened.browser.statusUrl)).body.uncollected, undefined);
  });

  it('of another site’s request is 404, and so is its verification', async () => {
    await using service = await startTestService();
    const { site, opened } = await openedAt(service);
    const other = await service.addSite('Shop', site.site.url);
    await answer(opened.links.crossDevice.app, { created: service.clock() });

    for (const [method, path] of [
      ['GET', `/presentation-requests/${opened.id}`],
      ['POST', `/presentation-requests/${opened.id}/collect`],
      ['DELETE', `/presentation-requests/${opened.id}`],
    ] as const) {
      const { status, body } = await other.call(method, path);
      assert.deepEqual([status, body.code], [404, 'request_unknown']);
    }
    const { verification } = (await site.collect(opened.id)).body;
    const { status, body } = await other.call('GET', `/verifications/${verification.id}`);
    assert.deepEqual([status, body.code], [404, 'verification_unknown']);
    assert.equal((await other.call('GET', '/policies/members-lounge')).body.code, 'policy_unknown');
  });

  it('shows a verification nowhere before it was collected', async () => {
    await using service = await startTestService();
    const { site, opened } = await openedAt(service);
    await answer(opened.links.crossDevice.app, { created: service.clock() });
    const [, id] = /"id":"(vf_[^"]+)"/.exec(await service.dump()) ?? [];
    assert.ok(id);
    assert.equal((await site.call('GET', `/verifications/${id}`)).body.code, 'verification_unknown');
  });

  it('says of each request without a result what it is instead', async () => {
    await using service = await startTestService();
    const { site, opened } = await openedAt(service);
    assert.deepEqual(pick(await site.collect(opened.id)), [409, 'request_not_answered']);
    service.pass(hours(1));
    assert.deepEqual(pick(await site.collect(opened.id)), [410, 'request_expired']);

    const { id } = await site.open();
    assert.equal((await site.call('DELETE', `/presentation-requests/${id}`)).status, 204);
    assert.deepEqual(pick(await site.collect(id)), [410, 'request_cancelled']);
    assert.deepEqual(pick(await site.collect('pr_unknown')), [404, 'request_unknown']);
  });
});

/** The lounge's terms, but without Harvest Co-op. */
function denying() {
  const [{ require }] = loungePolicy().accept as [{ require: object[] }];
  const issuers = { allow: [], deny: [{ id: harvestDid, reason: 'left' }] };
  return [{ require: require.map((requirement) => ({ ...requirement, issuers })) }];
}

const pick = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
