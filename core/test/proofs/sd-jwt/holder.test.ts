import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { didJwkOf } from '../../../src/identifiers/did-jwk-of.ts';
import type { PublicKey } from '../../../src/identifiers/public-key.ts';
import { problem, VerificationError } from '../../../src/problem.ts';
import { didDocument, didSigner, type Signer } from '../../../src/profile/index.ts';
import { resolveSubject } from '../../../src/proofs/sd-jwt/resolve-subject.ts';
import {
  didJwk,
  frozenAt,
  handMade,
  harvest,
  holder,
  openPayload,
  presentation,
  shownSdJwt,
  thief,
  thiefTokenKey,
} from '../../factories/index.ts';
import { expected, judge, verifier, wordFor } from '../../gate.ts';

const holderOf = async (payload: Readonly<Record<string, unknown>>) =>
  (await judge(await handMade({ payload }))).holder;
const keyOf = ({ publicKey }: Signer): PublicKey => ({ type: 'Ed25519', bytes: publicKey });
const own = didJwk(openPayload.cnf.jwk);

describe('The holder of an SD-JWT VC', () => {
  it('is `sub` where that is a DID of the very key', async () => assert.equal(await holderOf({}), holder.controller));

  it('is the did:jwk of the key where `sub` is somebody else, no DID, or not there', async () => {
    for (const sub of [thief.controller, 'member-4711', undefined, 'did:example:123', 'did:key:zzz']) {
      assert.equal(await holderOf({ sub }), own, String(sub));
    }
  });

  it('is a `sub` whose document has other keys too', async () => {
    const did = 'did:web:both.example';
    const document = didDocument(did, [didSigner(thief, did, 'key-1'), didSigner(holder, did, 'key-2')]);
    const options = { resolveDid: () => Promise.resolve(document), now: frozenAt };
    assert.equal(await resolveSubject(did, keyOf(holder), options), did);
    assert.equal(await resolveSubject(did, keyOf(harvest), options), didJwkOf(keyOf(harvest)));
  });

  it('is nobody where looking it up goes wrong in a way that says nothing', async () => {
    const broken = { resolveDid: () => Promise.reject(new TypeError('a fault of ours')), now: frozenAt };
    await assert.rejects(resolveSubject('did:web:a.example', keyOf(holder), broken), /a fault of ours/);
    const gone = { ...broken, resolveDid: () => Promise.reject(new VerificationError(problem('did_invalid'))) };
    assert.equal(await resolveSubject('did:web:a.example', keyOf(holder), gone), own);
  });

  it('is not a did:web that lists other keys, and is not known while that cannot be asked', async () => {
    assert.equal(await holderOf({ sub: harvest.controller }), own);
    const result = await judge(await handMade({ payload: { sub: 'did:web:away.example' } }));
    assert.deepEqual([result.outcome, result.problem?.code], ['inconclusive', 'did_unresolvable']);
  });

  it('is one person with the holder of the same membership in JSON-LD, where memberships count', async () => {
    const policy = { ...expected.policy, identify: 'membership' as const };
    const ofToken = await judge(await shownSdJwt(), { policy });
    const ofDocument = await judge(await presentation(), { policy });
    assert.deepEqual([ofToken.outcome, ofDocument.outcome], ['accepted', 'accepted']);
    assert.equal(ofToken.identity?.kind, 'membership');
    assert.deepEqual(ofToken.identity, ofDocument.identity);
  });

  it('is asked for a membershipId that the wallet kept back', async () => {
    const policy = { ...expected.policy, identify: 'membership' as const };
    const shown = await shownSdJwt({ show: ['memberOf', 'membershipClass'] });
    assert.equal(await wordFor(judge(shown, { policy })), 'claim_missing');
    assert.equal(await wordFor(judge(shown)), 'accepted');
  });

  it('must be one and the same, by key or by DID, where several are asked for', async () => {
    const requirement = expected.policy.accept[0]!.require[0]!;
    const policy = { ...expected.policy, accept: [{ require: [requirement, requirement] }] };
    const answer = async (second: string) => {
      const presentations = new Map([
        ['a0r0-sd-jwt', [await handMade()]],
        ['a0r1-sd-jwt', [second]],
      ]);
      return verifier.verifyPresentation({ presentations }, { ...expected, policy });
    };
    assert.equal((await answer(await handMade({ payload: { sub: undefined } }))).outcome, 'accepted');
    const payload = { sub: thief.controller, cnf: { jwk: thiefTokenKey.jwk } };
    const theirs = await handMade({ payload, holderKey: thiefTokenKey });
    assert.equal((await answer(theirs)).problem?.code, 'holders_differ');
  });
});
