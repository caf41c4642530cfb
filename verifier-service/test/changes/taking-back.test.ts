import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { harvestDid, meadowDid, revocationUrl, statusIndex } from '../../../core/test/factories/index.ts';
import { createRechecks } from '../../src/changes/create-rechecks.ts';
import type { IssuerStanding } from '../../src/changes/judge-issuers.ts';
import { hours } from '../bed/clock.ts';
import type { TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { limited, reserve } from '../bed/visit.ts';
import { day, startRevocable, type RevocableWorld } from './revocable.ts';

const passed = { outcome: 'passed' } as const;
const allowing = (id: string) => ({
  accept: [{ require: [{ type: 'CoopMembershipCredential', issuers: { allow: [{ id, name: 'A co-op' }] } }] }],
});

describe('taking back', () => {
  let world: RevocableWorld;
  let service: TestService;
  let site: SiteClient;
  let lists: RevocableWorld['lists'];
  const stored = async () => (await service.stores.db.selectFrom('verifications').selectAll().execute())[0];

  beforeEach(async () => {
    world = await startRevocable();
    ({ service, site, lists } = world);
  });
  afterEach(() => service[Symbol.asyncDispose]());

  it('looks at once by a policy that was changed while a look by the former one was under way', async () => {
    const member = await world.enter();
    const { standings } = service.stores;
    service.pass(hours(1));
    const now = service.clock().getTime();
    const under = (await standings.find(site.site.id, member.id))!;
    await site.putPolicy({ purpose: 'Another purpose' });
    await standings.apply([{ of: under, state: under.state, judgedVersion: 1, dueAt: now + day }], now);
    assert.equal((await stored())?.check_due_at, now);
  });

  it('refuses a credential that is revoked when it is shown', async () => {
    await world.publish({ revoked: true });
    await assert.rejects(world.enter(), /credential_revoked/);
  });

  it('opens nothing while a list cannot be had, and leaves the request open', async () => {
    lists.clear();
    await assert.rejects(world.enter(), /status_unreachable/);
  });

  it('is asked for by one site sixty times a minute at most', async function () {
    this.timeout(30_000);
    const { id } = await world.enter();
    const ask = () => site.call('POST', `/verifications/${id}/recheck`);
    for (let count = 0; count < 60; count += 1) assert.equal((await ask()).status, 200);
    const { status, body } = await ask();
    assert.deepEqual([status, body.code], [429, 'rate_limited']);
  });

  it('leaves a credential alone that nobody took back', async () => {
    const member = await world.enter();
    await world.nextLook();
    assert.equal(await world.stateOf(member), 'live');
    assert.deepEqual(await world.told(), []);
  });

  it('ends a live verification that is revoked, for good', async () => {
    const member = await world.enter();
    await world.publish({ revoked: true });
    await world.nextLook();
    assert.equal(await world.stateOf(member), 'revoked');
    await world.publish();
    await world.nextLook();
    await site.call('POST', `/verifications/${member.id}/recheck`);
    assert.equal(await world.stateOf(member), 'revoked');
    assert.deepEqual(await world.told(), ['revoked']);
  });

  it('pauses one that is suspended, and lets it live again', async () => {
    const member = await world.enter();
    await world.publish({ suspended: true });
    await world.nextLook();
    assert.equal(await world.stateOf(member), 'suspended');
    await world.publish();
    await world.nextLook();
    assert.equal(await world.stateOf(member), 'live');
    assert.deepEqual(await world.told(), ['suspended', 'live']);
  });

  it('says why', async () => {
    const member = await world.enter();
    await world.publish({ revoked: true });
    await world.nextLook();
    const { body } = await site.call('GET', '/changes');
    assert.equal(body.changes[0].problem.code, 'credential_revoked');
    assert.equal((await site.call('GET', `/verifications/${member.id}`)).body.problem.code, 'credential_revoked');
  });

  it('looks at once when a site asks, on a list fetched afresh', async () => {
    const member = await world.enter();
    await world.publish({ revoked: true });
    service.pass(2_000);
    const answer = await site.call('POST', `/verifications/${member.id}/recheck`);
    assert.deepEqual([answer.status, answer.body.state], [200, 'revoked']);
  });

  it('does not look again before it is time', async () => {
    const member = await world.enter();
    await service.recheck();
    await world.publish({ revoked: true });
    service.pass(0.8 * day);
    await service.recheck();
    assert.equal(await world.stateOf(member), 'live');
  });

  it('fetches a list once for all who are on it', async () => {
    for (let index = 0; index < 5; index += 1) await world.enter();
    const before = service.listsFetched();
    await world.nextLook();
    assert.equal(service.listsFetched() - before, 2);
  });

  it('ends a grant when its time is over', async () => {
    const member = await world.enter();
    service.pass(31 * day);
    assert.equal(await world.stateOf(member), 'expired');
    assert.deepEqual(await world.told(), []);
    await service.recheck();
    assert.deepEqual(await world.told(), ['expired']);
  });

  it('lets an unreachable list be for the grace of the policy, then opens nothing new, and lives again after it', async () => {
    await site.putPolicy({ status: { unreachable: 'P2D' }, ...limited({ count: 9, per: 'P30D' }) });
    const member = await world.enter();
    lists.clear();
    await world.nextLook();
    assert.equal(await world.stateOf(member), 'live');
    service.pass(2 * day);
    await service.recheck();
    assert.equal(await world.stateOf(member), 'unreachable');
    assert.equal((await reserve(site, member, 'order-1')).body.code, 'verification_ended');
    await world.publish();
    service.pass(hours(2));
    await service.recheck();
    assert.equal(await world.stateOf(member), 'live');
    assert.equal((await reserve(site, member, 'order-1')).status, 201);
    assert.deepEqual(await world.told(), ['unreachable', 'live']);
  });

  it('ends what a new version of the policy no longer accepts, before it answers', async () => {
    const member = await world.enter();
    await site.putPolicy(allowing(meadowDid));
    assert.equal(await world.stateOf(member), 'policy_changed');
    assert.deepEqual(await world.told(), ['policy_changed']);
  });

  it('keeps what a new version still accepts', async () => {
    const member = await world.enter();
    await site.putPolicy({ purpose: 'Another word for it' });
    await service.recheck();
    assert.equal(await world.stateOf(member), 'live');
    assert.deepEqual(await world.told(), []);
  });

  describe('an issuer’s standing on recognition lists', () => {
    /** Looks again while the issuer stands like this. */
    async function lookWhile(standing: Exclude<IssuerStanding['standing'], 'compromised' | 'undecided'>) {
      service.pass(1.2 * day);
      const verifier = { checkStatuses: async (_: string, entries: readonly unknown[]) => entries.map(() => passed) };
      const { stores, clock } = service;
      await createRechecks({ ...stores, verifier, clock, recheckEvery: day, standingOf: () => [{ standing }] }).run();
    }
    const whenSuspended = (what: string) => {
      const { accept } = allowing(harvestDid);
      const [{ require }] = accept as [(typeof accept)[0]];
      const [requirement] = require as [(typeof require)[0]];
      return { accept: [{ require: [{ ...requirement, issuers: { ...requirement.issuers, whenSuspended: what } }] }] };
    };

    it('ends its members’ grants when it is on none any more', async () => {
      const member = await world.enter();
      await lookWhile('unknown');
      assert.equal(await world.stateOf(member), 'unrecognised');
    });

    it('pauses them while it is suspended, where the policy says so', async () => {
      await site.putPolicy(whenSuspended('end'));
      const member = await world.enter();
      await lookWhile('suspended');
      assert.equal(await world.stateOf(member), 'suspended');
      await lookWhile('recognised');
      assert.equal(await world.stateOf(member), 'live');
    });

    it('lets them be while it is suspended, where the policy does not', async () => {
      const member = await world.enter();
      await lookWhile('suspended');
      assert.equal(await world.stateOf(member), 'live');
    });
  });

  it('says nothing of a verification that nobody collected', async () => {
    await world.enter();
    await service.stores.db.updateTable('verifications').set({ collected_at: null }).execute();
    await world.publish({ revoked: true });
    await world.nextLook();
    assert.deepEqual(await world.told(), []);
    assert.deepEqual((await site.call('GET', '/verifications')).body.verifications, []);
  });

  describe('keeps the status pointer', () => {
    it('sealed, while the verification lives', async () => {
      await world.enter();
      assert.ok((await stored())?.status_sealed);
      const dump = await service.dump();
      assert.ok(!dump.includes(revocationUrl) && !dump.includes(String(statusIndex)));
      assert.ok(!service.logged().includes(revocationUrl));
    });

    it('no longer', async () => {
      await world.enter();
      await world.publish({ revoked: true });
      await world.nextLook();
      assert.equal((await stored())?.status_sealed, null);
    });

    it('from the site', async () => {
      const member = await world.enter();
      const { body } = await site.call('GET', `/verifications/${member.id}`);
      assert.ok(!JSON.stringify([member, body]).includes('status/'));
    });
  });
});
