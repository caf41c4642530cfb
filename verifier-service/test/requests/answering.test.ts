import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { startTestService } from '../bed/service.ts';
import { answer, makeToken, post, readRequest, responseCodeOf } from '../bed/wallet.ts';

describe('an answer to a presentation request', () => {
  it('opens the gate: site, policy, request, wallet, collect', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    assert.equal((await site.putPolicy()).status, 201);
    const opened = await site.open();

    const answered = await answer(opened.links.sameDevice.app, { created: service.clock() });
    assert.deepEqual([answered.status, answered.body.code], [200, undefined]);
    const collected = await site.collect(opened.id, responseCodeOf(answered));

    assert.equal(collected.status, 200);
    const { state, subject, verification } = collected.body;
    assert.deepEqual([state, subject], ['accepted', 's_1']);
    assert.match(verification.holder, /^[A-Za-z0-9_-]{43}$/);
    assert.equal(verification.grantUntil, '2026-07-01T12:00:00.000Z');
    assert.equal(verification.credentials[0].issuer.name, 'Harvest Co-op');
    assert.equal((await site.call('GET', `/verifications/${verification.id}`)).body.state, 'live');
  });

  it('counts once of a hundred posted in parallel, and stores one verification', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const opened = await site.open();
    const request = await readRequest(opened.links.sameDevice.app);
    const token = await makeToken(request, { created: service.clock() });

    const answers = await Promise.all(Array.from({ length: 100 }, () => post(request, token)));

    const accepted = answers.filter(({ status }) => status === 200);
    const codes = new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code));
    assert.equal(accepted.length, 1);
    assert.ok(codes.isSubsetOf(new Set(['answer_in_progress', 'request_already_answered'])), [...codes].join());
    assert.equal(await service.count('verifications'), 1);
    assert.equal((await site.collect(opened.id, responseCodeOf(accepted[0]!))).body.state, 'accepted');
  });
});
