import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLeases } from '../../src/replicas/leases.ts';
import { openDatabase, type Database } from '../../src/store/open-database.ts';
import { freshDatabase, type FreshDatabase } from '../bed/database.ts';

describe('a lease on background work', () => {
  let fresh: FreshDatabase;
  let one: Database;
  let other: Database;
  before(async () => {
    fresh = await freshDatabase();
    one = await openDatabase(fresh.url);
    other = await openDatabase(fresh.url);
  });
  after(async () => {
    await Promise.all([one.destroy(), other.destroy()]);
    await fresh[Symbol.asyncDispose]();
  });

  it('lets one replica do it at a time, and the other one afterwards', async () => {
    const [here, there] = [createLeases(one), createLeases(other)];
    const { promise: working, resolve: finish } = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const done = here.run('work', async () => {
      begun.resolve();
      await working;
    });
    await begun.promise;
    assert.equal(await there.run('work', () => assert.fail('both are at it')), false);
    assert.equal(await there.run('other work', async () => undefined), true);
    finish();
    assert.equal(await done, true);
    assert.equal(await there.run('work', async () => undefined), true);
  });

  it('is kept as long as the work takes, and is given back where that fails', async () => {
    const [here, there] = [createLeases(one, { lasts: 300 }), createLeases(other, { lasts: 300 })];
    const done = here.run('long', () => sleep(900));
    await sleep(700);
    assert.equal(await there.run('long', () => assert.fail('both are at it')), false);
    await done;
    await assert.rejects(
      here.run('long', () => Promise.reject(new Error('on purpose'))),
      /on purpose/,
    );
    assert.equal(await there.run('long', async () => undefined), true);
  });

  it('goes to another replica when its holder dies, who is told that it is lost', async () => {
    const dying = await openDatabase(fresh.url);
    const { promise: never, resolve: end } = Promise.withResolvers<void>();
    let lost: AbortSignal | undefined;
    const dead = createLeases(dying, { lasts: 300 }).run('taken over', (until) => {
      lost = until;
      return never;
    });
    while (!lost) await sleep(10);
    await dying.destroy();
    const there = createLeases(other, { lasts: 300 });
    const began = performance.now();
    while (!(await there.run('taken over', async () => undefined))) await sleep(20);
    assert.ok(performance.now() - began < 2_000);
    assert.ok(lost.aborted);
    end();
    await dead;
  });
});
