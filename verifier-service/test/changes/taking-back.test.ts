import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import {
  harvestDid,
  issuedCredential,
  meadowDid,
  revocable,
  revocationUrl,
  statusIndex,
  statusList,
  suspendable,
  suspensionUrl,
} from '../../../core/test/factories/index.ts';
import { createRechecks } from '../../src/changes/create-rechecks.ts';
import { createChangesFeed } from '../../src/changes/changes-feed.ts';
import type { IssuerStanding } from '../../src/changes/judge-issuers.ts';
import { appendChange, createChangeStore } from '../../src/store/change-store.ts';
import { removeOldRedemptions } from '../../src/store/remove-old-redemptions.ts';
import { hours } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { limited, reserve, visit } from '../bed/visit.ts';

const day = hours(24);
const passed = { outcome: 'passed' } as const;
const allowing = (id: string) => ({
  accept: [{ require: [{ type: 'CoopMembershipCredential', issuers: { allow: [{ id, name: 'A co-op' }] } }] }],
});

describe('taking back', () => {
  let service: TestService;
  let site: SiteClient;
  let lists: Map<string, unknown>;

  /** Publishes Harvest's lists with the fixture's member on them or not. */
  async function publish(taken: { readonly revoked?: boolean; readonly suspended?: boolean } = {}) {
    const place = (is = false) => (is ? [statusIndex] : []);
    const suspension = { url: suspensionUrl, purpose: 'suspension' as const, taken: place(taken.suspended) };
    lists.set(revocationUrl, await statusList({ taken: place(taken.revoked) }));
    lists.set(suspensionUrl, await statusList(suspension));
  }
  /** A member whose credential can be taken back. */
  const enter = async () =>
    visit(service, site, { credential: await issuedCredential({ status: [revocable, suspendable] }) });
  const stateOf = async ({ id }: { id: string }) => (await site.call('GET', `/verifications/${id}`)).body.state;
  const told = async (cursor?: string) => {
    const { body } = await site.call('GET', `/changes${cursor === undefined ? '' : `?cursor=${cursor}`}`);
    return (body.changes as { verificationId: string; state: string }[]).map((change) => change.state);
  };
  const nextLook = async () => {
    service.pass(1.2 * day);
    await service.recheck();
  };
  const stored = async () => (await service.stores.db.selectFrom('verifications').selectAll().execute())[0];

  beforeEach(async () => {
    lists = new Map();
    await publish();
    service = await startTestService({ lists });
    site = await service.addSite();
    await site.putPolicy();
  });
  afterEach(() => service[Symbol.asyncDispose]());

  it('looks at once by a policy that was changed while a look by the former one was under way', async () => {
    const member = await enter();
    const { standings } = service.stores;
    service.pass(hours(1));
    const now = service.clock().getTime();
    const under = (await standings.find(site.site.id, member.id))!;
    await site.putPolicy({ purpose: 'Another purpose' });
    await standings.apply([{ of: under, state: under.state, judgedVersion: 1, dueAt: now + day }], now);
    assert.equal((await stored())?.check_due_at, now);
  });

  it('refuses a credential that is revoked when it is shown', async () => {
    await publish({ revoked: true });
    await assert.rejects(enter(), /credential_revoked/);
  });

  it('opens nothing while a list cannot be had, and leaves the request open', async () => {
    lists.clear();
    await assert.rejects(enter(), /status_unreachable/);
  });

  it('is asked for by one site sixty times a minute at most', async function () {
    this.timeout(30_000);
    const { id } = await enter();
    const ask = () => site.call('POST', `/verifications/${id}/recheck`);
    for (let count = 0; count < 60; count += 1) assert.equal((await ask()).status, 200);
    const { status, body } = await ask();
    assert.deepEqual([status, body.code], [429, 'rate_limited']);
  });

  it('leaves a credential alone that nobody took back', async () => {
    const member = await enter();
    await nextLook();
    assert.equal(await stateOf(member), 'live');
    assert.deepEqual(await told(), []);
  });

  it('ends a live verification that is revoked, for good', async () => {
    const member = await enter();
    await publish({ revoked: true });
    await nextLook();
    assert.equal(await stateOf(member), 'revoked');
    await publish();
    await nextLook();
    await site.call('POST', `/verifications/${member.id}/recheck`);
    assert.equal(await stateOf(member), 'revoked');
    assert.deepEqual(await told(), ['revoked']);
  });

  it('pauses one that is suspended, and lets it live again', async () => {
    const member = await enter();
    await publish({ suspended: true });
    await nextLook();
    assert.equal(await stateOf(member), 'suspended');
    await publish();
    await nextLook();
    assert.equal(await stateOf(member), 'live');
    assert.deepEqual(await told(), ['suspended', 'live']);
  });

  it('says why', async () => {
    const member = await enter();
    await publish({ revoked: true });
    await nextLook();
    const { body } = await site.call('GET', '/changes');
    assert.equal(body.changes[0].problem.code, 'credential_revoked');
    assert.equal((await site.call('GET', `/verifications/${member.id}`)).body.problem.code, 'credential_revoked');
  });

  it('looks at once when a site asks, on a list fetched afresh', async () => {
    const member = await enter();
    await publish({ revoked: true });
    service.pass(2_000);
    const answer = await site.call('POST', `/verifications/${member.id}/recheck`);
    assert.deepEqual([answer.status, answer.body.state], [200, 'revoked']);
  });

  it('does not look again before it is time', async () => {
    const member = await enter();
    await service.recheck();
    await publish({ revoked: true });
    service.pass(0.8 * day);
    await service.recheck();
    assert.equal(await stateOf(member), 'live');
  });

  it('fetches a list once for all who are on it', async () => {
    for (let index = 0; index < 5; index += 1) await enter();
    const before = service.listsFetched();
    await nextLook();
    assert.equal(service.listsFetched() - before, 2);
  });

  it('ends a grant when its time is over', async () => {
    const member = await enter();
    service.pass(31 * day);
    assert.equal(await stateOf(member), 'expired');
    assert.deepEqual(await told(), []);
    await service.recheck();
    assert.deepEqual(await told(), ['expired']);
  });

  it('lets an unreachable list be for the grace of the policy, then opens nothing new, and lives again after it', async () => {
    await site.putPolicy({ status: { unreachable: 'P2D' }, ...limited({ count: 9, per: 'P30D' }) });
    const member = await enter();
    lists.clear();
    await nextLook();
    assert.equal(await stateOf(member), 'live');
    service.pass(2 * day);
    await service.recheck();
    assert.equal(await stateOf(member), 'unreachable');
    assert.equal((await reserve(site, member, 'order-1')).body.code, 'verification_ended');
    await publish();
    service.pass(hours(2));
    await service.recheck();
    assert.equal(await stateOf(member), 'live');
    assert.equal((await reserve(site, member, 'order-1')).status, 201);
    assert.deepEqual(await told(), ['unreachable', 'live']);
  });

  it('ends what a new version of the policy no longer accepts, before it answers', async () => {
    const member = await enter();
    await site.putPolicy(allowing(meadowDid));
    assert.equal(await stateOf(member), 'policy_changed');
    assert.deepEqual(await told(), ['policy_changed']);
  });

  it('keeps what a new version still accepts', async () => {
    const member = await enter();
    await site.putPolicy({ purpose: 'Another word for it' });
    await service.recheck();
    assert.equal(await stateOf(member), 'live');
    assert.deepEqual(await told(), []);
  });

  describe('an issuer’s standing on recognition lists', () => {
    /** Looks again while the issuer stands like this. */
    async function lookWhile(standing: Exclude<IssuerStanding['standing'], 'compromised' | 'undecided'>) {
      service.pass(1.2 * day);
      const verifier = { checkStatuses: async (_: string, entries: readonly unknown[]) => entries.map(() => passed) };
      const { stores, clock } = service;
      await createRechecks({ ...stores, verifier, clock, recheckEvery: day, standingOf: () => ({ standing }) }).run();
    }
    const whenSuspended = (what: string) => {
      const { accept } = allowing(harvestDid);
      const [{ require }] = accept as [(typeof accept)[0]];
      const [requirement] = require as [(typeof require)[0]];
      return { accept: [{ require: [{ ...requirement, issuers: { ...requirement.issuers, whenSuspended: what } }] }] };
    };

    it('ends its members’ grants when it is on none any more', async () => {
      const member = await enter();
      await lookWhile('unknown');
      assert.equal(await stateOf(member), 'unrecognised');
    });

    it('pauses them while it is suspended, where the policy says so', async () => {
      await site.putPolicy(whenSuspended('end'));
      const member = await enter();
      await lookWhile('suspended');
      assert.equal(await stateOf(member), 'suspended');
      await lookWhile('recognised');
      assert.equal(await stateOf(member), 'live');
    });

    it('lets them be while it is suspended, where the policy does not', async () => {
      const member = await enter();
      await lookWhile('suspended');
      assert.equal(await stateOf(member), 'live');
    });
  });

  it('says nothing of a verification that nobody collected', async () => {
    await enter();
    await service.stores.db.updateTable('verifications').set({ collected_at: null }).execute();
    await publish({ revoked: true });
    await nextLook();
    assert.deepEqual(await told(), []);
    assert.deepEqual((await site.call('GET', '/verifications')).body.verifications, []);
  });

  describe('keeps the status pointer', () => {
    it('sealed, while the verification lives', async () => {
      await enter();
      assert.ok((await stored())?.status_sealed);
      const dump = await service.dump();
      assert.ok(!dump.includes(revocationUrl) && !dump.includes(String(statusIndex)));
      assert.ok(!service.logged().includes(revocationUrl));
    });

    it('no longer', async () => {
      await enter();
      await publish({ revoked: true });
      await nextLook();
      assert.equal((await stored())?.status_sealed, null);
    });

    it('from the site', async () => {
      const member = await enter();
      const { body } = await site.call('GET', `/verifications/${member.id}`);
      assert.ok(!JSON.stringify([member, body]).includes('status/'));
    });
  });

  describe('the feed', () => {
    it('goes on from its cursor, page by page', async () => {
      const members = [await enter(), await enter(), await enter()];
      await publish({ revoked: true });
      await nextLook();
      const first = (await site.call('GET', '/changes?limit=2')).body;
      assert.deepEqual([first.changes.length, first.more], [2, true]);
      const second = (await site.call('GET', `/changes?limit=2&cursor=${first.cursor}`)).body;
      assert.deepEqual([second.changes.length, second.more], [1, false]);
      const ids = [...first.changes, ...second.changes].map(({ verificationId }) => verificationId);
      assert.deepEqual(ids.toSorted(), members.map(({ id }) => id).toSorted());
      assert.deepEqual((await site.call('GET', `/changes?cursor=${second.cursor}`)).body.changes, []);
    });

    it('tells the same again to who asks again', async () => {
      await enter();
      await publish({ revoked: true });
      await nextLook();
      assert.deepEqual(await told(), await told());
    });

    for (const [what, cursor] of [
      ['of another epoch', 'other.0'],
      ['that was never given', 'no cursor'],
    ] as const) {
      it(`refuses a cursor ${what}`, async () => {
        const answer = await site.call('GET', `/changes?cursor=${encodeURIComponent(cursor)}`);
        assert.deepEqual([answer.status, answer.body.code], [410, 'cursor_too_old']);
      });
    }

    it('refuses a cursor that is ahead of it, as after a restored backup', async () => {
      const { cursor } = (await site.call('GET', '/changes')).body;
      const ahead = cursor.replace(/\d+$/, '7');
      assert.equal((await site.call('GET', `/changes?cursor=${ahead}`)).body.code, 'cursor_too_old');
    });

    it('refuses what is not kept any more, and gives the way back in', async () => {
      const { cursor } = (await site.call('GET', '/changes')).body;
      const member = await enter();
      await publish({ revoked: true });
      await nextLook();
      service.pass(91 * day);
      await service.sweep();
      assert.equal((await site.call('GET', `/changes?cursor=${cursor}`)).body.code, 'cursor_too_old');
      assert.equal((await site.call('GET', '/changes')).status, 410);
      assert.equal((await site.call('GET', `/verifications/${member.id}`)).status, 404);
      const { changesCursor } = (await site.call('GET', '/verifications')).body;
      assert.deepEqual(await told(changesCursor), []);
    });

    it('never takes for all what is left of a page that is cut off while it is read', async () => {
      const { db } = service.stores;
      const now = service.clock().getTime();
      for (const verificationId of ['vf_1', 'vf_2'])
        await appendChange(db, site.site.id, { verificationId, state: 'expired', at: now });
      const store = createChangeStore(db);
      const feed = createChangesFeed({
        ...store,
        after: async (...args) => {
          await db.deleteFrom('changes').where('seq', '=', 1).execute();
          await db.updateTable('feeds').set({ pruned_seq: 1 }).execute();
          return store.after(...args);
        },
      });
      await assert.rejects(feed.read(site.site.id, undefined, 10), { code: 'cursor_too_old' });
    });

    it('is each site’s own', async () => {
      await enter();
      const other = await service.addSite('Other', 'https://other.example');
      await publish({ revoked: true });
      await nextLook();
      assert.deepEqual((await other.call('GET', '/changes')).body.changes, []);
    });
  });

  it('gives out all verifications, each once, a page at a time', async () => {
    const ids = [(await enter()).id, (await enter()).id, (await enter()).id];
    const found: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const { body } = await site.call('GET', `/verifications?limit=2${next && `&cursor=${next}`}`);
      found.push(...body.verifications.map(({ id }: { id: string }) => id));
      next = body.next;
    }
    assert.deepEqual(found, ids.toSorted());
  });

  it('forgets a verification, and says so', async () => {
    const { id } = await enter();
    assert.equal((await site.call('DELETE', `/verifications/${id}`)).status, 204);
    assert.equal((await site.call('GET', `/verifications/${id}`)).status, 404);
    assert.equal((await site.call('DELETE', `/verifications/${id}`)).status, 404);
    assert.deepEqual(await told(), ['forgotten']);
    assert.equal(await service.count('requests'), 0);
  });

  describe('a person', () => {
    it('gets all that is known of them', async () => {
      await site.putPolicy(limited({ count: 2, per: 'P30D' }));
      const first = await enter();
      await reserve(site, first, 'order-1');
      const second = await enter();
      assert.equal(first.holder, second.holder);
      const { body } = await site.call('GET', `/holders/${first.holder}/export`);
      assert.deepEqual(
        body.verifications.map(({ id }: { id: string }) => id).toSorted(),
        [first.id, second.id].toSorted(),
      );
      assert.equal(body.verifications.flatMap(({ redemptions }: { redemptions: object[] }) => redemptions).length, 1);
    });

    it('is forgotten, but not how often the offer was used, and hears until when', async () => {
      await site.putPolicy(limited({ count: 1, per: 'P30D' }));
      const member = await enter();
      const { resetsAt } = (await reserve(site, member, 'order-1', null)).body;
      const { status, body } = await site.call('DELETE', `/holders/${member.holder}`);
      const redemptionsUntil = '2027-07-06T12:00:00.000Z';
      assert.deepEqual([status, body], [200, { forgotten: 1, countersUntil: resetsAt, redemptionsUntil }]);
      assert.ok(!(await service.dump()).includes(member.holder));
      assert.deepEqual(await told(), ['forgotten']);
      assert.equal((await reserve(site, await enter(), 'order-2')).body.code, 'limit_reached');
    });

    it('leaves no name of an order behind, and only as long as was said what was used', async () => {
      await site.putPolicy(limited({ count: 3, per: 'P30D' }));
      const member = await enter();
      const kept = (await reserve(site, member, 'order-of-ann', null)).body;
      const released = (await reserve(site, member, 'order-of-ann-2', null)).body;
      await site.call('POST', `/redemptions/${released.id}/release`);
      const erased = (await site.call('DELETE', `/holders/${member.holder}`)).body;

      assert.ok(!(await service.dump()).includes('order-of-ann'));
      assert.equal((await site.call('GET', `/redemptions/${released.id}`)).body.code, 'redemption_unknown');
      const read = await site.call('GET', `/redemptions/${kept.id}`);
      assert.deepEqual([read.body.state, 'idempotencyKey' in read.body], ['reserved', false]);

      const { db } = service.stores;
      const until = Date.parse(erased.redemptionsUntil);
      await removeOldRedemptions(db, until - 1);
      assert.equal((await site.call('GET', `/redemptions/${kept.id}`)).status, 200);
      await removeOldRedemptions(db, until);
      assert.equal((await site.call('GET', `/redemptions/${kept.id}`)).body.code, 'redemption_unknown');
    });

    it('whose verification was deleted when its history was over leaves no name of an order either', async () => {
      await site.putPolicy(limited({ count: 1, per: 'P30D' }));
      const member = await enter();
      await reserve(site, member, 'order-of-ann', null);
      service.pass(hours(24 * 31));
      await service.recheck();
      assert.equal((await site.call('GET', `/holders/${member.holder}/export`)).status, 200);
      service.pass(hours(24 * 90));
      await service.sweep();
      assert.equal((await site.call('GET', `/holders/${member.holder}/export`)).body.code, 'holder_unknown');
      assert.ok(!(await service.dump()).includes('order-of-ann'));
    });

    it('is unknown where nothing is known', async () => {
      const answer = await site.call('DELETE', '/holders/nobody');
      assert.deepEqual([answer.status, answer.body.code], [404, 'holder_unknown']);
    });
  });
});
