import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { issuedCredential, meadow } from '../../../core/test/factories/index.ts';
import { problem, type VerificationResult } from '@coop-credentials/core';
import { LEASE_FOR } from '../../src/requests/times.ts';
import { hours, seconds } from '../bed/clock.ts';
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
    const codes = answers.filter(({ status }) => status !== 200).map(({ body }) => String(body.code));
    assert.equal(accepted.length, 1);
    for (const code of codes) assert.match(code, /^(answer_in_progress|request_already_answered)$/);
    assert.equal(codes.length, 99);
    assert.equal(await service.count('verifications'), 1);
    assert.equal((await site.collect(opened.id, responseCodeOf(accepted[0]!))).body.state, 'accepted');
  });

  it('closes the request as rejected when it is the member’s own but not accepted here', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { id, links } = await site.open();
    const credential = await issuedCredential({ issuer: meadow });

    const answered = await answer(links.sameDevice.app, { credential, created: service.clock() });

    assert.equal(answered.status, 200);
    const { body } = await site.collect(id, responseCodeOf(answered));
    assert.deepEqual(
      [body.state, body.problem.code, body.verification],
      ['rejected', 'issuer_not_recognised', undefined],
    );
    assert.equal(await service.count('verifications'), 0);
  });

  it('that does not count may be tried ten times, then no more', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { links, id } = await site.open();
    const request = await readRequest(links.crossDevice.app);
    const wrong = await makeToken(request, { nonce: 'other', created: service.clock() });

    for (let tries = 0; tries < 10; tries += 1) assert.equal((await post(request, wrong)).body.code, 'nonce_mismatch');
    assert.equal((await post(request, '{"q":')).body.code, 'json_invalid');

    const right = await post(request, await makeToken(request, { created: service.clock() }));
    assert.deepEqual([right.status, right.body.code], [429, 'too_many_tries']);
    const { body } = await site.call('GET', `/presentation-requests/${id}`);
    assert.deepEqual([body.state, body.lastProblem.code], ['open', 'nonce_mismatch']);
  });

  it('that could not be read counts no try', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { links } = await site.open();
    const request = await readRequest(links.crossDevice.app);

    for (let tries = 0; tries < 15; tries += 1) assert.equal((await post(request, '{"q":')).status, 400);

    assert.equal((await answer(links.crossDevice.app, { created: service.clock() })).status, 200);
  });

  it('to one handle is not good for the other', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { links } = await site.open();
    const [same, cross] = [await readRequest(links.sameDevice.app), await readRequest(links.crossDevice.app)];
    const token = await makeToken(same, { created: service.clock() });

    assert.equal((await post({ ...cross, state: cross.state }, token)).body.code, 'nonce_mismatch');
    assert.equal((await post(same, token)).status, 200);
    assert.equal((await post(cross, token)).body.code, 'request_already_answered');
  });

  it('may name the response address as its audience, as Data Integrity wallets do', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { links } = await site.open();
    const request = await readRequest(links.crossDevice.app);
    const token = await makeToken(request, { audience: request.responseUri, created: service.clock() });
    assert.equal((await post(request, token)).status, 200);
  });

  it('that could not be checked now is 503, leaves the request open and counts no try', async () => {
    const unsure: VerificationResult = {
      outcome: 'inconclusive',
      provesHolder: true,
      checks: [],
      problem: problem('did_unresolvable'),
      credentials: [],
      claimsTrusted: false,
    };
    await using service = await startTestService({ verifier: { verifyPresentation: async () => unsure } });
    const site = await service.addSite();
    await site.putPolicy();
    const { id, links } = await site.open();

    for (let tries = 0; tries < 12; tries += 1) {
      const { status, body, headers } = await answer(links.crossDevice.app, { created: service.clock() });
      assert.deepEqual([status, body.code, headers.get('retry-after')], [503, 'did_unresolvable', '5']);
    }
    const { body } = await site.call('GET', `/presentation-requests/${id}`);
    assert.deepEqual([body.state, body.lastProblem.code], ['open', 'did_unresolvable']);
  });

  it('whose verification died with its process holds the next one up for three seconds only', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { id, links } = await site.open();
    const now = service.clock().getTime();
    assert.ok(await service.stores.answers.lease({ id: 'ls_dead', requestId: id }, now + LEASE_FOR, 10, now));

    assert.equal((await answer(links.crossDevice.app, { created: service.clock() })).body.code, 'answer_in_progress');
    service.pass(seconds(3));
    assert.equal((await answer(links.crossDevice.app, { created: service.clock() })).status, 200);
  });

  it('to a test request is accepted and leaves nothing behind', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { id, links } = await site.open({ test: true });
    await answer(links.crossDevice.app, { created: service.clock() });
    const { body } = await site.collect(id);
    assert.deepEqual([body.state, body.verification], ['accepted', undefined]);
    assert.equal(await service.count('verifications'), 0);
  });

  it('under redirect_uri is asked for and taken by value', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { id, links } = await site.open({ clientIdPrefix: 'redirect_uri' });
    const request = await readRequest(links.crossDevice.app);
    assert.equal(request.clientId, `redirect_uri:${request.responseUri}`);
    assert.equal((await post(request, await makeToken(request, { created: service.clock() }))).status, 200);
    assert.equal((await site.collect(id)).body.state, 'accepted');
  });

  it('leaves no presentation and no claim in the database, the log or the result', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { id, links, browser } = await site.open();
    const canary = 'm_canary_5f1e';
    const credential = await issuedCredential({ claims: { membershipId: canary, memberSince: '1931' } });
    const request = await readRequest(links.sameDevice.app);
    const token = await makeToken(request, { credential, created: service.clock() });
    const answered = await post(request, token);
    const code = responseCodeOf(answered);
    const collected = await site.collect(id, code);
    await fetch(browser.statusUrl);

    const member = JSON.parse(token)[request.queries[0]!][0].holder as string;
    const stored = await service.dump();
    const everywhere = [stored, service.logged(), JSON.stringify(collected.body)].join();
    for (const secret of [canary, '1931', member, code]) assert.ok(!everywhere.includes(secret), secret);

    const statusToken = String(browser.statusUrl).split('/').at(-1)!;
    const handle = request.responseUri.split('/').at(-1)!;
    for (const secret of [request.nonce, request.state, handle, statusToken, site.key]) {
      assert.ok(!service.logged().includes(secret));
    }
    for (const secret of [request.nonce, request.state, handle, statusToken, site.key.split('.')[1]!])
      assert.ok(!stored.includes(secret));
    assert.match(service.logged(), /"path":"\/wallet\/openid4vp\/response\/\*\*\*"/);
    assert.match(service.logged(), /"path":"\/b\/\*\*\*"/);
  });

  it('knows the same member at one site by one id, at another by another', async () => {
    await using service = await startTestService();
    const holders = [];
    const [lounge, shop] = [await service.addSite(), await service.addSite()];
    for (const site of [lounge, lounge, shop]) {
      await site.putPolicy();
      const { id, links } = await site.open();
      await answer(links.crossDevice.app, { created: service.clock() });
      holders.push((await site.collect(id)).body.verification.holder);
      service.pass(hours(1));
    }
    assert.equal(holders[0], holders[1]);
    assert.notEqual(holders[0], holders[2]);
  });
});
