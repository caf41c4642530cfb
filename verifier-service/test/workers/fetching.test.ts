import {
  createDidResolver,
  createGuardedFetch,
  createStatusListSource,
  type PresentationInput,
  type Policy,
} from '@coop-credentials/core';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  expectedAudience,
  expectedNonce,
  frozenAt,
  holder,
  issuedCredential,
  presentation,
  revocable,
  revocationUrl,
  type PresentationOverrides,
} from '../../../core/test/factories/index.ts';
import { requiring } from '../../../core/test/policy/policies.ts';
import { minutes, movableClock } from '../bed/clock.ts';
import { createVerificationPool, type VerificationPool } from '../../src/workers/verification-pool.ts';
import { startDidWebHost, type DidWebHost } from './did-web-host.ts';

/** Soon, beside the three seconds that a fetch may take. */
const soon = 2_000;

describe('what a stranger makes us fetch', () => {
  let web: DidWebHost;
  let pool: VerificationPool;
  let pass: (milliseconds: number) => void;
  let policy: Policy;
  let credential: object;
  let lists: string[];

  beforeEach(async () => {
    web = await startDidWebHost(holder);
    const time = movableClock();
    pass = time.pass;
    const loopback = [{ address: '127.0.0.1', family: 4 }];
    const fetchJson = createGuardedFetch({
      insecureHosts: [web.host],
      findAddresses: async (hostname) => (hostname === 'localhost' ? loopback : new Promise(() => undefined)),
    });
    lists = [];
    pool = createVerificationPool({
      size: 1,
      resolveDid: createDidResolver({ fetchJson, clock: time.clock }),
      fetchStatusList: createStatusListSource({
        fetchStatusList: async (url) => (lists.push(url), await sleep(20), {}),
        clock: time.clock,
      }),
    });
    policy = requiring({ issuers: { allow: [{ id: web.signer('coop').controller, name: 'A Co-op' }] } });
    credential = await issuedCredential({ issuer: web.signer('coop') });
    await pool.ready;
  });
  afterEach(async () => {
    await pool.close();
    await web[Symbol.asyncDispose]();
  });

  const judge = (input: PresentationInput) =>
    pool.verifyPresentation(input, { expectedNonce, expectedAudience, policy, now: frozenAt }).then(
      ({ outcome, problem: found }) => found?.code ?? outcome,
      (error: { code: string }) => error.code,
    );
  const show = async (change: PresentationOverrides = {}) =>
    judge({ bare: await presentation({ credentials: [credential], ...change }) });
  const honest = async () => {
    const start = performance.now();
    assert.equal(await show(), 'accepted');
    assert.ok(performance.now() - start < soon, 'a member waits for somebody else');
  };

  it('is nothing for a member, whose co-op is asked once', async () => {
    await honest();
    await honest();
    assert.deepEqual(web.asked, ['coop']);
  });

  describe('is nothing', () => {
    const dids = () => Array.from({ length: 8 }, (_, index) => web.signer(`garbage-${index}`).controller);
    const cases: Readonly<Record<string, readonly [string, () => Promise<string>]>> = {
      'by an answer to no question of ours': [
        'query_unknown',
        () => judge({ presentations: new Map([['nope', [dids()]]]) }),
      ],
      'by what is no presentation': ['presentation_malformed', () => judge({ bare: { holder: dids() } })],
      'by a presentation without a proof': [
        'proof_missing',
        async () => {
          const { proof: _none, ...rest } = await presentation({ signer: web.signer('holder') });
          return judge({ bare: { ...rest } });
        },
      ],
      'by an answer to another request': [
        'nonce_mismatch',
        () => show({ signer: web.signer('holder'), challenge: 'another' }),
      ],
      'by an answer to another site': [
        'audience_mismatch',
        () => show({ signer: web.signer('holder'), domain: 'https://elsewhere.example' }),
      ],
      'by a co-op that the site does not know': [
        'issuer_not_recognised',
        async () => show({ credentials: [await issuedCredential({ issuer: web.signer('unknown') })] }),
      ],
    };
    for (const [what, [code, answer]] of Object.entries(cases)) {
      it(what, async () => {
        assert.equal(await answer(), code);
        assert.deepEqual(web.asked, []);
      });
    }

    it('by a credential of a co-op’s whose presentation proves nothing', async () => {
      const shown = await presentation({ credentials: [credential] });
      assert.equal(await judge({ bare: { ...shown, id: 'urn:x:another' } }), 'signature_invalid');
      assert.deepEqual(web.asked, []);
    });
  });

  describe('of status lists is', () => {
    const status = [revocable];

    it('the list that a co-op of the site’s did sign, once for all who present', async () => {
      const credentials = [await issuedCredential({ issuer: web.signer('coop'), status })];
      const found = await Promise.all(Array.from({ length: 5 }, () => show({ credentials })));
      assert.deepEqual(new Set(found), new Set(['status_list_invalid']));
      assert.deepEqual(lists, [revocationUrl]);
    });

    it('none of a co-op that the site does not know', async () => {
      const credentials = [await issuedCredential({ issuer: web.signer('unknown'), status })];
      assert.equal(await show({ credentials }), 'issuer_not_recognised');
      assert.deepEqual(lists, []);
    });

    it('none that was written into a credential', async () => {
      const signed = await issuedCredential({ issuer: web.signer('coop'), status });
      const altered = JSON.stringify(signed).replaceAll(revocationUrl, 'https://thief.example/anything');
      assert.equal(await show({ credentials: [JSON.parse(altered) as object] }), 'signature_invalid');
      assert.deepEqual(lists, []);
    });

    it('none before the co-op’s key is known', async () => {
      const gone = 'did:web:coop.slowdns.example';
      policy = requiring({ issuers: { allow: [{ id: gone, name: 'A Co-op' }] } });
      const issuer = { ...holder, id: `${gone}#key-1`, controller: gone };
      assert.equal(await show({ credentials: [await issuedCredential({ issuer, status })] }), 'did_unresolvable');
      assert.deepEqual(lists, []);
    });
  });

  it('is the document of the one key that a presentation is signed with, and no other', async () => {
    assert.equal(await show({ signer: web.signer('stranger') }), 'subject_mismatch');
    assert.deepEqual(web.asked, ['stranger', 'coop']);
  });

  it('delays no member, though the stranger’s host is slow and there is one thread', async () => {
    await honest();
    web.hold('slow');
    const waiting = show({ signer: web.signer('slow') });
    while (!web.asked.includes('slow')) await new Promise(setImmediate);
    await honest();
    web.release();
    assert.equal(await waiting, 'subject_mismatch');
  });

  it('delays no member while it looks for a key that a document did not have', async () => {
    await honest();
    const gone = () => show({ signer: web.signer('stranger', 'gone') });
    assert.equal(await gone(), 'key_not_found');
    pass(minutes(1));
    web.hold('stranger');
    const waiting = gone();
    while (web.asked.length < 3) await new Promise(setImmediate);
    await honest();
    web.release();
    assert.equal(await waiting, 'key_not_found');
    assert.deepEqual(web.asked, ['coop', 'stranger', 'stranger']);
  });

  it('delays no member of a co-op whose own key is looked for again', async () => {
    await honest();
    pass(minutes(1));
    web.hold('coop');
    const rotated = await issuedCredential({ issuer: web.signer('coop', 'gone') });
    const waiting = show({ credentials: [rotated] });
    while (web.asked.length < 2) await new Promise(setImmediate);
    await honest();
    web.release();
    assert.equal(await waiting, 'key_not_found');
  });

  it('delays no member with names whose name servers never answer', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `did:web:x${index}.slowdns.example`);
    const waiting = names.map((did) => show({ signer: { ...holder, id: `${did}#key-1`, controller: did } }));
    await honest();
    assert.deepEqual(new Set(await Promise.all(waiting)), new Set(['did_unresolvable']));
  });

  it('has no co-op’s document forgotten, however much it is', async () => {
    await honest();
    for (let index = 0; index < 110; index += 1) await show({ signer: web.signer(`x${index}`) });
    await honest();
    assert.equal(web.asked.filter((name) => name === 'coop').length, 1);
  }).timeout(30_000);

  it('is eight documents at once and no more', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `slow-${index}`);
    for (const name of names) web.hold(name);
    const waiting = names.map((name) => show({ signer: web.signer(name) }));
    await honest();
    const busy = await Promise.race(waiting);
    assert.equal(busy, 'service_busy');
    assert.equal(web.asked.filter((name) => name.startsWith('slow-')).length, 8);
    web.release();
    await Promise.all(waiting);
  });
});
