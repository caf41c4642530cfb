import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createChangesFeed } from '../../src/changes/changes-feed.ts';
import { appendChange, createChangeStore } from '../../src/store/change-store.ts';
import { day, startRevocable, type RevocableWorld } from './revocable.ts';

describe('the feed of changes', () => {
  let world: RevocableWorld;
  beforeEach(async () => void (world = await startRevocable()));
  afterEach(() => world.service[Symbol.asyncDispose]());

  it('goes on from its cursor, page by page', async () => {
    const members = [await world.enter(), await world.enter(), await world.enter()];
    await world.publish({ revoked: true });
    await world.nextLook();
    const first = (await world.site.call('GET', '/changes?limit=2')).body;
    assert.deepEqual([first.changes.length, first.more], [2, true]);
    const second = (await world.site.call('GET', `/changes?limit=2&cursor=${first.cursor}`)).body;
    assert.deepEqual([second.changes.length, second.more], [1, false]);
    const ids = [...first.changes, ...second.changes].map(({ verificationId }) => verificationId);
    assert.deepEqual(ids.toSorted(), members.map(({ id }) => id).toSorted());
    assert.deepEqual((await world.site.call('GET', `/changes?cursor=${second.cursor}`)).body.changes, []);
  });

  it('tells the same again to who asks again', async () => {
    await world.enter();
    await world.publish({ revoked: true });
    await world.nextLook();
    assert.deepEqual(await world.told(), await world.told());
  });

  for (const [what, cursor] of [
    ['of another epoch', 'other.0'],
    ['that was never given', 'no cursor'],
  ] as const) {
    it(`refuses a cursor ${what}`, async () => {
      const answer = await world.site.call('GET', `/changes?cursor=${encodeURIComponent(cursor)}`);
      assert.deepEqual([answer.status, answer.body.code], [410, 'cursor_too_old']);
    });
  }

  it('refuses a cursor that is ahead of it, as after a restored backup', async () => {
    const { cursor } = (await world.site.call('GET', '/changes')).body;
    const ahead = cursor.replace(/\d+$/, '7');
    assert.equal((await world.site.call('GET', `/changes?cursor=${ahead}`)).body.code, 'cursor_too_old');
  });

  it('refuses what is not kept any more, and gives the way back in', async () => {
    const { cursor } = (await world.site.call('GET', '/changes')).body;
    const member = await world.enter();
    await world.publish({ revoked: true });
    await world.nextLook();
    world.service.pass(91 * day);
    await world.service.sweep();
    assert.equal((await world.site.call('GET', `/changes?cursor=${cursor}`)).body.code, 'cursor_too_old');
    assert.equal((await world.site.call('GET', '/changes')).status, 410);
    assert.equal((await world.site.call('GET', `/verifications/${member.id}`)).status, 404);
    const { changesCursor } = (await world.site.call('GET', '/verifications')).body;
    assert.deepEqual(await world.told(changesCursor), []);
  });

  it('never takes for all what is left of a page that is cut off while it is read', async () => {
    const { db } = world.service.stores;
    const now = world.service.clock().getTime();
    for (const verificationId of ['vf_1', 'vf_2'])
      await appendChange(db, world.site.site.id, { verificationId, state: 'expired', at: now });
    const store = createChangeStore(db);
    const feed = createChangesFeed({
      ...store,
      after: async (...args) => {
        await db.deleteFrom('changes').where('seq', '=', 1).execute();
        await db.updateTable('feeds').set({ pruned_seq: 1 }).execute();
        return store.after(...args);
      },
    });
    await assert.rejects(feed.read(world.site.site.id, undefined, 10), { code: 'cursor_too_old' });
  });

  it('is each site’s own', async () => {
    await world.enter();
    const other = await world.service.addSite('Other', 'https://other.example');
    await world.publish({ revoked: true });
    await world.nextLook();
    assert.deepEqual((await other.call('GET', '/changes')).body.changes, []);
  });
});

describe('the verifications of a site', () => {
  let world: RevocableWorld;
  beforeEach(async () => void (world = await startRevocable()));
  afterEach(() => world.service[Symbol.asyncDispose]());

  it('gives out all verifications, each once, a page at a time', async () => {
    const ids = [(await world.enter()).id, (await world.enter()).id, (await world.enter()).id];
    const found: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const { body } = await world.site.call('GET', `/verifications?limit=2${next && `&cursor=${next}`}`);
      found.push(...body.verifications.map(({ id }: { id: string }) => id));
      next = body.next;
    }
    assert.deepEqual(found, ids.toSorted());
  });

  it('forgets a verification, and says so', async () => {
    const { id } = await world.enter();
    assert.equal((await world.site.call('DELETE', `/verifications/${id}`)).status, 204);
    assert.equal((await world.site.call('GET', `/verifications/${id}`)).status, 404);
    assert.equal((await world.site.call('DELETE', `/verifications/${id}`)).status, 404);
    assert.deepEqual(await world.told(), ['forgotten']);
    assert.equal(await world.service.count('requests'), 0);
  });
});
