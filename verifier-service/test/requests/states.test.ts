import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { hours, minutes } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { send } from '../bed/site-client.ts';
import { answer, makeToken, post, readRequest } from '../bed/wallet.ts';

async function openedAt(service: TestService, policy?: Readonly<Record<string, unknown>>) {
  const site = await service.addSite();
  await site.putPolicy(policy);
  const opened = await site.open();
  const state = async () => (await site.call('GET', `/presentation-requests/${opened.id}`)).body.state;
  const extend = () => send(`${opened.browser.statusUrl}/extend`, { method: 'POST' });
  return { site, opened, state, extend };
}

describe('a presentation request', () => {
  it('says who asks, for what, for how long, and the match code in the name that a wallet shows', async () => {
    await using service = await startTestService();
    const { opened } = await openedAt(service);
    assert.equal(opened.state, 'open');
    assert.equal(opened.expiresAt, '2026-06-01T12:05:00.000Z');
    assert.deepEqual(opened.ask, {
      site: 'Lounge',
      purpose: 'Open the members’ lounge',
      claims: ['memberOf', 'membershipClass'],
      grantFor: 'P30D',
      issuers: [{ id: 'did:web:harvest.example', name: 'Harvest Co-op' }],
    });
    const { matchCode, app } = opened.links.crossDevice;
    assert.match(matchCode, /^\d\d \d\d$/);
    assert.equal((await readRequest(app)).clientName, `Lounge · ${matchCode}`);
    assert.equal((await readRequest(opened.links.sameDevice.app)).clientName, 'Lounge');
  });

  it('has no cross-device link where the policy denies it', async () => {
    await using service = await startTestService();
    const { opened } = await openedAt(service, { crossDevice: 'deny' });
    assert.equal(opened.links.crossDevice, undefined);
    assert.equal(await service.count('handles'), 1);
  });

  it('ends after five minutes', async () => {
    await using service = await startTestService();
    const { opened, state, extend } = await openedAt(service);
    const request = await readRequest(opened.links.sameDevice.app);
    const token = await makeToken(request, { created: service.clock() });
    service.pass(minutes(5) - 1);
    assert.equal(await state(), 'open');
    service.pass(1);
    assert.equal(await state(), 'expired');
    assert.deepEqual(codeOf(await post(request, token)), [410, 'request_expired']);
    assert.deepEqual(codeOf(await extend()), [410, 'request_expired']);
  });

  it('gets five more minutes as often as asked, thirty in all, with the same handles', async () => {
    await using service = await startTestService();
    const { opened, extend } = await openedAt(service);
    const before = await readRequest(opened.links.sameDevice.app);
    assert.deepEqual((await extend()).body, { expiresAt: '2026-06-01T12:10:00.000Z' });
    for (let more = 0; more < 10; more += 1) await extend();
    assert.deepEqual((await extend()).body, { expiresAt: '2026-06-01T12:30:00.000Z' });
    service.pass(minutes(29));
    assert.deepEqual(await readRequest(opened.links.sameDevice.app), before);
    assert.equal((await answer(opened.links.sameDevice.app, { created: service.clock() })).status, 200);
  });

  it('is declined by a wallet that knows its state, and by nobody else', async () => {
    await using service = await startTestService();
    const { site, opened, state } = await openedAt(service);
    const request = await readRequest(opened.links.crossDevice.app);
    const decline = (fields: Record<string, string>) =>
      send(request.responseUri, { method: 'POST', body: new URLSearchParams({ error: 'access_denied', ...fields }) });

    assert.deepEqual(codeOf(await decline({})), [400, 'state_mismatch']);
    assert.deepEqual(codeOf(await decline({ state: 'guessed' })), [400, 'state_mismatch']);
    assert.equal(await state(), 'open');
    assert.equal((await decline({ state: request.state })).status, 200);
    assert.equal(await state(), 'declined');
    assert.deepEqual(codeOf(await site.collect(opened.id)), [422, 'request_declined']);
    assert.deepEqual(codeOf(await post(request, '{}')), [409, 'request_already_answered']);
  });

  it('sends who declined on the device that asked back to the page, with nothing to collect', async () => {
    await using service = await startTestService();
    const { opened } = await openedAt(service);
    const { responseUri, state } = await readRequest(opened.links.sameDevice.app);
    const body = new URLSearchParams({ error: 'access_denied', state });
    const declined = await send(responseUri, { method: 'POST', body });
    assert.match(String(declined.body.redirect_uri), /\/lounge\?page=1$/);
  });

  it('is cancelled by its site, once or twice, but not after an answer', async () => {
    await using service = await startTestService();
    const { site, opened, state } = await openedAt(service);
    const path = `/presentation-requests/${opened.id}`;
    for (const _ of [1, 2]) assert.equal((await site.call('DELETE', path)).status, 204);
    assert.equal(await state(), 'cancelled');
    const late = await send(new URL(opened.links.sameDevice.app).searchParams.get('request_uri')!);
    assert.deepEqual(codeOf(late), [410, 'request_cancelled']);

    const second = await site.open();
    await answer(second.links.crossDevice.app, { created: service.clock() });
    const refused = await site.call('DELETE', `/presentation-requests/${second.id}`);
    assert.deepEqual(codeOf(refused), [409, 'request_already_answered']);
  });

  it('is deleted a day after its end, with its handles and what nobody collected', async () => {
    await using service = await startTestService();
    const { site, opened } = await openedAt(service);
    const collected = await site.open();
    for (const { links } of [opened, collected]) await answer(links.crossDevice.app, { created: service.clock() });
    await site.collect(collected.id);

    service.pass(hours(24) - 1);
    await service.sweep();
    assert.deepEqual([await service.count('requests'), await service.count('verifications')], [2, 2]);
    service.pass(1);
    await service.sweep();
    assert.deepEqual([await service.count('requests'), await service.count('handles')], [0, 0]);
    assert.equal(await service.count('verifications'), 1);
  });

  it('is deleted with thousands of others, in steps', async () => {
    await using service = await startTestService();
    const { site, opened } = await openedAt(service);
    await answer(opened.links.crossDevice.app, { created: service.clock() });
    const { db } = service.stores;
    const request = await db.selectFrom('requests').selectAll().executeTakeFirstOrThrow();
    const verification = await db.selectFrom('verifications').selectAll().executeTakeFirstOrThrow();
    for (let copied = 0; copied < 2_400; copied += 400) {
      const ids = Array.from({ length: 400 }, (_, index) => `x${copied + index}`);
      await db
        .insertInto('requests')
        .values(ids.map((id) => ({ ...request, id, browser_token_hash: id })))
        .execute();
      await db
        .insertInto('verifications')
        .values(ids.map((id) => ({ ...verification, id, request_id: id })))
        .execute();
    }
    service.pass(hours(24) - 1);
    const young = await site.open();
    service.pass(1);
    assert.deepEqual(await service.sweep(), { requests: 2_401, verifications: 2_401 });
    const left = await db.selectFrom('requests').select('id').execute();
    assert.deepEqual([left.map(({ id }) => id), await service.count('verifications')], [[young.id], 0]);
  });
});

const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
