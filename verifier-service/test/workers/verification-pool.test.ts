import { problem, VerificationError, type DidResolver, type VerificationResult } from '@coop-credentials/core';
import { afterEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Expected } from '../../src/workers/messages.ts';
import { threadEntry } from '../../src/workers/thread-entry.ts';
import {
  createVerificationPool,
  type VerificationPool,
  type VerificationPoolOptions,
} from '../../src/workers/verification-pool.ts';

const entry = { ...threadEntry(), url: new URL('./hostile-thread.ts', import.meta.url) };
const expected = { expectedNonce: 'n', expectedAudience: 'a', policy: {} } as unknown as Expected;
const resolveDid: DidResolver = (did) => Promise.resolve({ id: did });

describe('createVerificationPool', () => {
  let pool: VerificationPool;
  let lost: string[];
  const open = (options: Partial<VerificationPoolOptions> = {}) => {
    lost = [];
    pool = createVerificationPool({
      size: 1,
      resolveDid,
      fetchStatusList: () => Promise.resolve({ outcome: 'passed' }),
      entry,
      onThreadLost: (event) => lost.push(event),
      ...options,
    });
    return (order: string): Promise<VerificationResult> => pool.verifyPresentation({ bare: order }, expected);
  };
  const codeOf = async (verification: Promise<VerificationResult>) => {
    const { outcome, problem: found } = await verification;
    return outcome === 'inconclusive' ? found?.code : outcome;
  };
  afterEach(() => pool.close());

  it('verifies in a thread', async () => assert.equal((await open()('please')).outcome, 'accepted'));

  it('ends a verification that never stops computing, and finds nothing out about it', async () => {
    const verify = open({ timeLimitMs: 100 });
    await pool.ready;
    assert.equal(await codeOf(verify('hang')), 'verification_timed_out');
  });

  it('does the same with a document outside of any gate', async () => {
    open({ timeLimitMs: 100 });
    await pool.ready;
    assert.equal(await codeOf(pool.verifyDocument('hang')), 'verification_timed_out');
    assert.equal((await pool.verifyDocument('please')).outcome, 'accepted');
  });

  it('ends one that waits for ever', async () => {
    assert.equal(await codeOf(open({ timeLimitMs: 100 })('wait for ever')), 'verification_timed_out');
  });

  it('says what its threads do, and how long each verification waited for one', async () => {
    const waited: number[] = [];
    const verify = open({ timeLimitMs: 200, onWaited: (milliseconds) => waited.push(milliseconds) });
    await verify('please');
    while (pool.load().alive < 2) await sleep(5);
    assert.deepEqual(pool.load(), { alive: 2, busy: 0, queued: 0 });
    const work = [verify('hang'), verify('please'), verify('please')];
    await sleep(5);
    assert.deepEqual(pool.load(), { alive: 2, busy: 1, queued: 2 });
    await Promise.all(work);
    assert.equal(waited.length, 4);
  });

  it('has a spare at hand when a thread is lost: the next is verified by one that was there before', async () => {
    const verify = open({ timeLimitMs: 300 });
    const warm = new Set<string | undefined>();
    while (warm.size < 2) warm.add((await verify('who')).holder);
    await verify('hang');
    assert.ok(warm.has((await verify('who')).holder));
  });

  it('replaces every thread it loses', async () => {
    const verify = open({ timeLimitMs: 100 });
    for (const _ of Array(4)) assert.equal(await codeOf(verify('hang')), 'verification_timed_out');
    assert.equal((await verify('please')).outcome, 'accepted');
    assert.deepEqual(new Set(lost), new Set(['ended']));
  });

  for (const order of ['exit', 'crash later', 'eat memory']) {
    it(`outlives a thread that ends by itself (${order})`, async () => {
      const verify = open({ timeLimitMs: 20_000, overallLimitMs: 20_000 });
      assert.equal(await codeOf(verify(order)), 'verification_aborted');
      assert.equal((await verify('please')).outcome, 'accepted');
    }).timeout(30_000);
  }

  it('tells an error of ours by its name only', async () => {
    await assert.rejects(open()('throw'), { message: 'verification failed with RangeError' });
  });

  it('resolves DIDs in the main thread', async () => {
    assert.equal((await open()('resolve did:web:coop.example')).holder, 'did:web:coop.example');
  });

  it('hands on why a DID does not resolve', async () => {
    const refuse: DidResolver = () => Promise.reject(new VerificationError(problem('did_document_invalid')));
    await assert.rejects(open({ resolveDid: refuse })('resolve did:web:coop.example'), {
      code: 'did_document_invalid',
    });
  });

  describe('while a document is being fetched', () => {
    const slowly: DidResolver = async (did) => (await sleep(300), { id: did });

    it('does not count the wait', async () => {
      const verify = open({ resolveDid: slowly, timeLimitMs: 200 });
      await pool.ready;
      assert.equal((await verify('resolve did:web:coop.example')).holder, 'did:web:coop.example');
    });

    it('waits only so long', async () => {
      const never: DidResolver = () => new Promise(() => undefined);
      const verify = open({ resolveDid: never, overallLimitMs: 300 });
      await pool.ready;
      assert.equal(await codeOf(verify('resolve did:web:coop.example')), 'did_unresolvable');
    });

    it('holds no thread, so that nobody else waits', async () => {
      const verify = open({ resolveDid: () => new Promise(() => undefined), overallLimitMs: 1_000 });
      await pool.ready;
      const waiting = Array.from({ length: 20 }, (_, index) => verify(`resolve did:web:${index}.example`));
      const start = performance.now();
      assert.equal((await verify('please')).outcome, 'accepted');
      assert.ok(performance.now() - start < 500);
      for (const one of waiting) assert.equal(await codeOf(one), 'did_unresolvable');
    });

    it('asks for each document once, and tells a verification the same however often it starts', async () => {
      const asked: string[] = [];
      const resolve: DidResolver = async (did, options) => (asked.push(did), slowly(did, options));
      const verify = open({ resolveDid: resolve });
      const dids = ['did:web:a.example', 'did:web:b.example', 'did:web:a.example', 'did:web:c.example'];
      assert.equal((await verify(`work and resolve ${dids.join(' ')}`)).outcome, 'accepted');
      assert.deepEqual(asked, ['did:web:a.example', 'did:web:b.example', 'did:web:c.example']);
    });

    it('believes no result that came about without the document', async () => {
      let asked = 0;
      const verify = open({ resolveDid: async (did) => ((asked += 1), await sleep(50), { id: did }) });
      await pool.ready;
      const verifying = verify('swallow did:web:coop.example').then(() => 'verified');
      assert.equal(await Promise.race([verifying, sleep(30)]), undefined);
      assert.equal(await verifying, 'verified');
      assert.equal(asked, 1);
    });

    it('starts one verification only so often, and gives it only so much of a thread in all', async () => {
      const asked: string[] = [];
      const resolve: DidResolver = async (did) => (asked.push(did), await sleep(5), { id: did });
      const many = Array.from({ length: 40 }, (_, index) => `did:web:${index}.example`).join(' ');
      const often = open({ resolveDid: resolve });
      assert.equal(await codeOf(often(`work and resolve ${many}`)), 'did_unresolvable');
      assert.equal(asked.length, 11);
      await pool.close();
      const long = open({ resolveDid: resolve, timeLimitMs: 200 });
      await pool.ready;
      assert.equal(await codeOf(long(`work and resolve ${many}`)), 'verification_timed_out');
    });

    it('lets only so many wait, and tells the others that it is busy', async () => {
      const verify = open({ resolveDid: slowly, fetchingLimit: 1 });
      await pool.ready;
      const first = verify('resolve did:web:a.example');
      await assert.rejects(verify('resolve did:web:b.example'), { code: 'service_busy' });
      assert.equal((await first).outcome, 'accepted');
    });
  });

  describe('checking statuses', () => {
    const list = 'https://coop.example/status/1';
    const entry = { type: 'BitstringStatusListEntry', list, index: 1, purpose: 'revocation', size: 1 } as const;
    const asked: string[] = [];
    const fetchStatusList = async (url: string): Promise<unknown> => {
      asked.push(url);
      await sleep(url.includes('slow') ? 300 : 0);
      if (url.includes('down')) throw new VerificationError(problem('fetch_failed'));
      return { outcome: 'passed' };
    };
    afterEach(() => asked.splice(0));

    it('asks the main thread for the list', async () => {
      open({ fetchStatusList });
      assert.deepEqual(await pool.checkStatuses('did:web:coop.example', [entry]), [{ outcome: 'passed' }]);
      assert.deepEqual(asked, [list]);
    });

    it('asks for each list once, all that it lacks at a time, and holds no thread meanwhile', async () => {
      const verify = open({ fetchStatusList, timeLimitMs: 250 });
      await pool.ready;
      const lists = Array.from({ length: 20 }, (_, index) => `https://slow.example/${index}`);
      const start = performance.now();
      const checking = pool.checkStatuses(
        'did:web:coop.example',
        lists.map((url) => ({ ...entry, list: url })),
      );
      assert.equal((await verify('please')).outcome, 'accepted');
      assert.ok(performance.now() - start < 250);
      assert.equal((await checking).filter(({ outcome }) => outcome === 'passed').length, 20);
      assert.deepEqual(asked, lists);
    });

    it('hears that a list cannot be had', async () => {
      open({ fetchStatusList });
      const check = pool.checkStatuses('did:web:coop.example', [{ ...entry, list: 'https://down.example/' }]);
      await assert.rejects(check, { code: 'fetch_failed' });
    });

    it('finds nothing out where the thread takes too long', async () => {
      open({ timeLimitMs: 100 });
      await pool.ready;
      const [found] = await pool.checkStatuses('did:web:coop.example', [{ ...entry, list: 'hang' }]);
      assert.equal(found && 'problem' in found && found.problem.code, 'verification_timed_out');
    });

    it('finds nothing out where the list takes too long, and blames the list', async () => {
      open({ fetchStatusList: () => new Promise(() => undefined), overallLimitMs: 300 });
      await pool.ready;
      const [found] = await pool.checkStatuses('did:web:coop.example', [entry]);
      assert.equal(found && 'problem' in found && found.problem.code, 'status_unreachable');
    });
  });

  it('lets a bounded number wait, and tells the others that it is busy', async () => {
    const verify = open({ timeLimitMs: 200, queueLimit: 2 });
    await pool.ready;
    const first = [verify('hang'), verify('please'), verify('please')];
    await assert.rejects(verify('please'), { code: 'service_busy' });
    assert.equal((await Promise.all(first)).length, 3);
  });

  it('lets nobody wait longer than they would stay', async () => {
    const verify = open({ timeLimitMs: 1_000, queueTimeMs: 100 });
    await pool.ready;
    const first = verify('hang');
    await assert.rejects(verify('please'), { code: 'service_busy' });
    await first;
  });

  it('never verifies more at once than it was given', async () => {
    let now = 0;
    let most = 0;
    const counting: DidResolver = (did) => {
      most = Math.max(most, (now += did === 'did:web:begin' ? 1 : -1));
      return Promise.resolve({ id: did });
    };
    const verify = open({ size: 2, resolveDid: counting });
    await pool.ready;
    await Promise.all(Array.from({ length: 8 }, () => verify('begin and end')));
    assert.ok(most >= 1 && most <= 2, `${most} at once`);
  });

  it('refuses to start where no thread does', async () => {
    open({ entry: { ...entry, url: new URL('./no-such-thread.ts', import.meta.url) } });
    await assert.rejects(pool.ready);
  });

  it('takes nothing after it was closed', async () => {
    const verify = open();
    await pool.close();
    await assert.rejects(verify('please'), { code: 'service_busy' });
  });
});
