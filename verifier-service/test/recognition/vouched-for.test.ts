import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { issuedCredential, meadowDid } from '../../../core/test/factories/index.ts';
import {
  alder,
  birch,
  entryOf,
  listOf,
  nextOf,
  published,
  signedBy,
  type SignedList,
} from '../../../core/test/factories/recognition.ts';
import type { RecognitionEntry } from '../../../core/src/recognition/list-shape.ts';
import { hours } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { visit } from '../bed/visit.ts';
import { answer } from '../bed/wallet.ts';
import { environment, listServer } from './list-server.ts';

const since = '2026-06-01T11:00:00Z';
const vouching = (onBehalfOf: string[], changes: Partial<RecognitionEntry> = {}) =>
  entryOf({
    recognizedTo: [
      { type: 'RecognizedAction', action: 'issue', credentialTypes: ['CoopMembershipCredential'], onBehalfOf },
    ],
    ...changes,
  });
const harvest = vouching([meadowDid]);
const meadowBeing = (status: RecognitionEntry['status']) =>
  entryOf({ id: meadowDid, name: 'Meadow', sameAs: ['Register 9'], status });
const suspended = [harvest, meadowBeing({ state: 'suspended', since })];
const byList = (issuers: object = {}) => ({
  accept: [{ require: [{ type: 'CoopMembershipCredential', issuers: { lists: ['autumn'], ...issuers } }] }],
});
const ofMeadow = () => issuedCredential({ claims: { memberOf: { id: meadowDid, name: 'Meadow' } } });

describe('a member whom another co-op vouches for', function () {
  this.timeout(60_000);
  let server: ReturnType<typeof listServer>;
  let service: TestService;
  let site: SiteClient;
  let signed: SignedList[];

  beforeEach(async () => {
    signed = [await signedBy(listOf({ credentialSubject: [harvest] }), [alder, birch])];
    server = listServer(await published(signed));
    service = await startTestService({
      environment,
      fetchList: server.fetchList,
    });
    site = await service.addSite();
    await site.putPolicy(byList());
    await service.lookAtLists();
  });
  afterEach(() => service[Symbol.asyncDispose]());

  /** The federation publishes these entries, and the service follows. */
  async function publish(...credentialSubject: RecognitionEntry[]) {
    service.pass(hours(1));
    const { proof: _, ...newest } = signed.at(-1)!;
    signed.push(await signedBy(nextOf(newest, { credentialSubject }), [alder, birch]));
    server.serve(await published(signed, { issued: service.clock() }));
    await service.lookAtLists();
  }
  const enter = async (credential = ofMeadow()) => visit(service, site, { credential: await credential });
  async function answered() {
    const { id, links } = await site.open();
    const given = await answer(links.crossDevice.app, { created: service.clock(), credential: await ofMeadow() });
    return { id, body: given.body };
  }
  async function codeOfAnswer() {
    const { id, body } = await answered();
    if (body.code) return body.code;
    const collected = (await site.collect(id)).body;
    return collected.problem?.code ?? collected.state;
  }
  const stateOf = async ({ id }: { id: string }) => (await site.call('GET', `/verifications/${id}`)).body.state;
  const told = async () =>
    (await site.call('GET', '/changes')).body.changes.map((change: { state: string; problem?: { code: string } }) =>
      [change.state, change.problem?.code].filter(Boolean).join(' '),
    );
  /** As an earlier version stored them. */
  const forgetCoops = async () => {
    const { db } = service.stores;
    for (const { id, credentials } of await db.selectFrom('verifications').selectAll().execute()) {
      const old = JSON.parse(credentials).map(({ vouchedFor: _, ...rest }: { vouchedFor: unknown }) => rest);
      await db
        .updateTable('verifications')
        .set({ credentials: JSON.stringify(old) })
        .where('id', '=', id)
        .execute();
    }
  };

  it('ends when the site denies that co-op', async () => {
    const member = await enter();
    const own = await enter(issuedCredential());
    await site.putPolicy(byList({ deny: [{ id: meadowDid }] }));
    assert.deepEqual([await stateOf(member), await stateOf(own)], ['policy_changed', 'live']);
    assert.deepEqual(await told(), ['policy_changed']);
    assert.equal(await codeOfAnswer(), 'issuer_denied');
  });

  it('ends when the issuer vouches for that co-op no more', async () => {
    const member = await enter();
    const own = await enter(issuedCredential());
    await publish(vouching([]));
    assert.deepEqual([await stateOf(member), await stateOf(own)], ['unrecognised', 'live']);
    assert.deepEqual(await told(), ['unrecognised issuer_not_for_this_coop']);
    assert.equal(await codeOfAnswer(), 'issuer_not_for_this_coop');
  });

  it('stays then where the policy keeps whom nobody recognises any more', async () => {
    await site.putPolicy(byList({ whenUnrecognised: 'keep' }));
    const member = await enter();
    await publish(vouching([]));
    assert.equal(await stateOf(member), 'live');
  });

  it('ends then though the issuer is suspended as well', async () => {
    await enter();
    await publish(vouching([], { status: { state: 'suspended', since } }));
    assert.deepEqual(await told(), ['unrecognised issuer_not_for_this_coop']);
  });

  for (const [whenSuspended, meanwhile, states] of [
    ['keep', 'live', []],
    ['end', 'suspended', ['suspended issuer_suspended', 'live']],
  ] as const) {
    it(`is ${meanwhile} while that co-op is suspended where the policy says ${whenSuspended}, and live after it`, async () => {
      await site.putPolicy(byList({ whenSuspended }));
      const member = await enter();
      await publish(...suspended);
      assert.equal(await codeOfAnswer(), 'issuer_suspended');
      assert.equal(await stateOf(member), meanwhile);
      await publish(harvest, meadowBeing({ state: 'active' }));
      assert.equal(await stateOf(member), 'live');
      assert.equal(await codeOfAnswer(), 'accepted');
      assert.deepEqual(await told(), states);
    });
  }

  it('is paused while who vouches is suspended, though the site allows that one by itself', async () => {
    const allow = [{ id: harvest.id, name: 'Harvest' }];
    await site.putPolicy(byList({ whenSuspended: 'end', allow }));
    const [member, own] = [await enter(), await enter(issuedCredential())];
    await publish(vouching([meadowDid], { status: { state: 'suspended', since } }));
    assert.deepEqual([await stateOf(member), await stateOf(own)], ['suspended', 'live']);
    await publish(harvest);
    assert.equal(await stateOf(member), 'live');
  });

  it('ends when that co-op’s key was in wrong hands by then, whatever the policy keeps', async () => {
    await site.putPolicy(byList({ whenSuspended: 'keep', whenUnrecognised: 'keep' }));
    await enter();
    await publish(harvest, meadowBeing({ state: 'compromised', since }));
    assert.deepEqual(await told(), ['unrecognised issuer_compromised']);
    assert.equal(await codeOfAnswer(), 'issuer_compromised');
  });

  it('is found out at a recheck, by the clock or when the site asks', async () => {
    await site.putPolicy(byList({ whenSuspended: 'end' }));
    const [first, second] = [await enter(), await enter()];
    await publish(...suspended);
    const live = { state: 'live', problem_code: null, check_due_at: service.clock().getTime() } as const;
    await service.stores.db.updateTable('verifications').set(live).execute();
    assert.equal((await site.call('POST', `/verifications/${first.id}/recheck`)).body.state, 'suspended');
    assert.equal(await stateOf(second), 'live');
    await service.recheck();
    assert.equal(await stateOf(second), 'suspended');
  });

  it('is found out when an answer is collected that was given before', async () => {
    for (const [state, decide] of [
      ['policy_changed', () => site.putPolicy(byList({ deny: [{ id: meadowDid }] }))],
      ['suspended', () => publish(...suspended)],
      ['unrecognised', () => publish(harvest, meadowBeing({ state: 'compromised', since }))],
      ['unrecognised', () => publish(vouching([]))],
    ] as const) {
      await publish(harvest);
      await site.putPolicy(byList({ whenSuspended: 'end' }));
      const { id } = await answered();
      await decide();
      assert.equal((await site.collect(id)).body.verification.state, state);
    }
  });

  it('stays when the list gets too old, though the site allows who vouches by itself', async () => {
    await site.putPolicy(byList({ allow: [{ id: harvest.id, name: 'Harvest' }] }));
    const member = await enter();
    server.goDown();
    service.pass(hours(24 * 9));
    await service.lookAtLists();
    await service.recheck();
    assert.equal(await codeOfAnswer(), 'list_expired');
    assert.equal(await stateOf(member), 'live');
  });

  it('is told to the site without that co-op', async () => {
    const member = await enter();
    const { body } = await site.call('GET', `/verifications/${member.id}`);
    const page = (await site.call('GET', '/verifications')).body;
    const person = (await site.call('GET', `/holders/${member.holder}/export`)).body;
    assert.ok(!JSON.stringify([member, body, page, person]).includes(meadowDid));
    assert.ok((await service.dump()).includes(meadowDid));
  });

  describe('and was stored before that co-op was', () => {
    it('stays while nothing is decided against anybody', async () => {
      await enter();
      await forgetCoops();
      await publish(harvest, meadowBeing({ state: 'active' }));
      await site.putPolicy({ ...byList(), purpose: 'Another purpose' });
      await service.recheck();
      assert.deepEqual(await told(), []);
    });

    it('ends with any that its issuer vouches for', async () => {
      const member = await enter();
      await forgetCoops();
      const later = await enter(issuedCredential());
      await site.putPolicy(byList({ deny: [{ id: meadowDid }] }));
      assert.deepEqual([await stateOf(member), await stateOf(later)], ['policy_changed', 'live']);
    });
  });
});
