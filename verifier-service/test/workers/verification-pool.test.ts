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
      statusLists: { knows: () => false, fetchStatusList: async () => ({ outcome: 'passed' }) },
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

  it('ends one that waits for ever', async () => {
    assert.equal(await codeOf(open({ timeLimitMs: 100 })('wait for ever')), 'verification_timed_out');
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

  it('does not count the wait for the network', async () => {
    const slowly: DidResolver = async (did) => (await sleep(400), { id: did });
    const verify = open({ resolveDid: slowly, timeLimitMs: 200 });
    assert.equal((await verify('resolve did:web:coop.example')).outcome, 'accepted');
  });

  it('waits for the network only so long', async () => {
    const never: DidResolver = () => new Promise(() => undefined);
    const verify = open({ resolveDid: never, timeLimitMs: 100, overallLimitMs: 300 });
    assert.equal(await codeOf(verify('resolve did:web:coop.example')), 'verification_timed_out');
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

  describe('before a thread is asked for', () => {
    const mention = (did: string) => pool.verifyPresentation({ bare: { holder: `${did}#key-1` } }, expected);

    it('waits for a did:web that the document mentions, and holds nobody else up', async () => {
      const slow = Promise.withResolvers<{ id: string }>();
      const verify = open({ resolveDid: () => slow.promise });
      const waiting = mention('did:web:slow.example');
      assert.equal((await verify('please')).outcome, 'accepted');
      slow.resolve({ id: 'did:web:slow.example' });
      assert.equal((await waiting).outcome, 'accepted');
    });

    it('waits only so long, and lets the verification find out itself', async () => {
      open({ resolveDid: () => new Promise(() => undefined), resolveTimeMs: 50 });
      assert.equal((await mention('did:web:never.example')).outcome, 'accepted');
    });

    it('lets the verification find out what does not resolve', async () => {
      open({ resolveDid: () => Promise.reject(new VerificationError(problem('did_unresolvable'))) });
      assert.equal((await mention('did:web:none.example')).outcome, 'accepted');
    });

    it('resolves each DID once, without its fragment, and no more than an answer has use for', async () => {
      const asked: string[] = [];
      open({ resolveDid: async (did) => (asked.push(did), { id: did }) });
      const issuers = Array.from({ length: 20 }, (_, index) => ({ issuer: `did:web:${index}.example#key` }));
      await pool.verifyPresentation({ presentations: new Map([['q0', [...issuers, ...issuers]]]) }, expected);
      assert.equal(asked.length, 8);
      assert.equal(new Set(asked).size, 8);
      assert.equal(asked[0], 'did:web:0.example');
    });
  });

  describe('checking statuses', () => {
    const list = 'https://coop.example/status/1';
    const entry = { type: 'BitstringStatusListEntry', list, index: 1, purpose: 'revocation', size: 1 } as const;
    const asked: string[] = [];
    const statusLists = (known: string) => ({
      knows: (url: string) => url === known,
      fetchStatusList: async (url: string): Promise<unknown> => {
        asked.push(url);
        if (url !== list) throw new VerificationError(problem('fetch_failed'));
        return { outcome: 'passed' };
      },
    });
    afterEach(() => asked.splice(0));

    it('asks the main thread for the list', async () => {
      open({ statusLists: statusLists('') });
      assert.deepEqual(await pool.checkStatuses('did:web:coop.example', [entry]), [{ outcome: 'passed' }]);
      assert.deepEqual(asked, [list]);
    });

    it('hears that a list cannot be had', async () => {
      open({ statusLists: statusLists('') });
      const check = pool.checkStatuses('did:web:coop.example', [{ ...entry, list: 'https://down.example/' }]);
      await assert.rejects(check, { code: 'fetch_failed' });
    });

    it('finds nothing out where the thread takes too long', async () => {
      open({ timeLimitMs: 100 });
      const [found] = await pool.checkStatuses('did:web:coop.example', [{ ...entry, list: 'hang' }]);
      assert.equal(found?.outcome, 'inconclusive');
    });

    it('fetches before a thread is asked for only what was asked for before', async () => {
      const verify = open({ statusLists: statusLists(list) });
      const mention = (url: string) =>
        pool.verifyPresentation({ bare: { credentialStatus: [{ statusListCredential: url }] } }, expected);
      await mention('https://thief.example/anything');
      assert.deepEqual(asked, []);
      await mention(list);
      assert.deepEqual(asked, [list]);
      assert.equal((await verify('please')).outcome, 'accepted');
    });
  });

  it('never verifies more at once than it was given', async () => {
    const both = Promise.withResolvers<void>();
    let now = 0;
    let most = 0;
    const meeting: DidResolver = async (did) => {
      most = Math.max(most, (now += 1));
      if (now === 2) both.resolve();
      await both.promise;
      await sleep(20);
      now -= 1;
      return { id: did };
    };
    const verify = open({ size: 2, resolveDid: meeting });
    await Promise.all(Array.from({ length: 8 }, (_, index) => verify(`resolve did:web:${index}`)));
    assert.equal(most, 2);
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
