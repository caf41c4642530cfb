import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createVerifier, type VerificationResult } from '../src/index.ts';
import {
  encoded,
  expectedAudience,
  expectedNonce,
  fakeFetch,
  handMade,
  issuedCredential,
  issuedSdJwt,
  meadow,
  ports,
  presentation,
  publishedLists,
  revocable,
  shownSdJwt,
  thiefTokenKey,
  type HandMade,
} from './factories/index.ts';
import { expected, judge, verifier } from './gate.ts';

/** Every check by its name, in order, with what it found: as sites, VC-API and the command line show them. */
const made = async (judged: Promise<VerificationResult>): Promise<readonly string[]> =>
  (await judged).checks.map((one) => {
    const found = 'problem' in one ? one.problem.code : one.outcome;
    return `${one.check}${one.credential === undefined ? '' : ` of ${one.credential}`}: ${found}`;
  });

const ofPresentation = ['proof: passed', 'holder-binding: passed', 'nonce-and-audience: passed'];
const atGate = [...ofPresentation, 'proof-freshness: passed'];
const ofCredential = [
  ...['proof of 0: passed', 'holder-binding of 0: passed', 'validity-period of 0: passed', 'status of 0: passed'],
  ...['issuer-recognition of 0: passed', 'membership-authority of 0: passed', 'schema of 0: passed'],
  ...['disclosure of 0: not-applicable', 'policy of 0: passed'],
];
const ofDocument = [
  ...['proof of 0: passed', 'holder-binding of 0: not-applicable', 'validity-period of 0: passed'],
  ...['status of 0: passed', 'issuer-recognition of 0: not-applicable', 'membership-authority of 0: not-applicable'],
  ...['schema of 0: passed', 'disclosure of 0: not-applicable'],
];
const target = { expectedNonce, expectedAudience };
const fixture = await presentation();
const forged = { ...(await issuedCredential()), validUntil: '2030-01-01T00:00:00Z' };

describe('The checks that are made', () => {
  it('of a presentation at a gate', async () => {
    const all = [...atGate, ...ofCredential, 'policy: passed'];
    assert.deepEqual(await made(judge(fixture)), all);
    assert.deepEqual(await made(verifier.verifyPresentation({ together: fixture }, expected)), all);
  });

  it('of an SD-JWT VC at a gate, as far as they come', async () => {
    const sdJwt = ofCredential.map((one) => (one.startsWith('disclosure') ? 'disclosure of 0: passed' : one));
    assert.deepEqual(await made(judge(await shownSdJwt())), [...atGate, ...sdJwt, 'policy: passed']);
    assert.deepEqual(await made(judge(await shownSdJwt(), { expectedNonce: 'another' })), [
      'nonce-and-audience: nonce_mismatch',
    ]);
    const shown = async (change: HandMade) => made(judge(await handMade(change)));
    assert.deepEqual(await shown({ payload: { cnf: undefined } }), [
      ...['proof: holder_key_missing', 'holder-binding: not-applicable', 'nonce-and-audience: passed'],
    ]);
    assert.deepEqual((await shown({ payload: { iss: meadow.controller } })).slice(atGate.length), [
      'issuer-recognition of 0: issuer_not_recognised',
    ]);
    assert.deepEqual((await shown({ issuerKey: thiefTokenKey })).slice(atGate.length), [
      ...['proof of 0: signature_invalid', 'issuer-recognition of 0: passed'],
    ]);
    assert.deepEqual((await shown({ payload: { vct: 5 } })).slice(atGate.length), ['proof of 0: credential_malformed']);
    assert.deepEqual((await shown({ disclosures: [encoded(['salt', 'a', 1])] })).slice(atGate.length), [
      'disclosure of 0: disclosure_not_signed',
    ]);
  });

  it('of one that is not for us, or names nobody, end there', async () => {
    assert.deepEqual(await made(judge(fixture, { expectedNonce: 'another' })), ['nonce-and-audience: nonce_mismatch']);
    const { proof: _, ...without } = fixture;
    assert.deepEqual(await made(judge(without)), ['proof: proof_missing']);
    const holder = { name: 'nobody' };
    assert.deepEqual(await made(judge({ ...fixture, holder })), [
      'proof: presentation_malformed',
      'nonce-and-audience: passed',
    ]);
  });

  it('of a credential end where its issuer is none, where nobody signed it, and where there is none', async () => {
    const shown = async (credential: object) =>
      (await made(judge(await presentation({ credentials: [credential] })))).slice(atGate.length);
    assert.deepEqual(await shown(await issuedCredential({ issuer: meadow })), [
      'issuer-recognition of 0: issuer_not_recognised',
    ]);
    assert.deepEqual(await shown(forged), ['proof of 0: signature_invalid', 'issuer-recognition of 0: passed']);
    const together = verifier.verifyPresentation({ together: await presentation({ credentials: [] }) }, expected);
    assert.deepEqual(await made(together), [...atGate, 'policy: credential_missing']);
  });

  it('of a credential by itself', async () => {
    const credential = await issuedCredential();
    assert.deepEqual(await made(verifier.verifyDocument(credential)), ofDocument);
    assert.deepEqual(await made(verifier.verifyDocument(credential, target)), [
      'nonce-and-audience: nonce_mismatch',
      ...ofDocument,
    ]);
  });

  it('of a presentation by itself', async () => {
    const rest = ['proof-freshness: not-applicable', ...ofDocument];
    const asked = await verifier.verifyDocument(fixture, target);
    assert.deepEqual(await made(Promise.resolve(asked)), [...ofPresentation, ...rest]);
    assert.deepEqual([asked.outcome, asked.provesHolder, asked.holder], ['accepted', true, fixture.holder]);

    const unasked = await verifier.verifyDocument(fixture);
    const [proof, binding] = ofPresentation as [string, string];
    assert.deepEqual(await made(Promise.resolve(unasked)), [
      ...[proof, binding, 'nonce-and-audience: not-applicable'],
      ...rest,
    ]);
    assert.deepEqual([unasked.outcome, unasked.provesHolder, 'holder' in unasked], ['accepted', false, false]);

    const another = await verifier.verifyDocument(fixture, { ...target, expectedNonce: 'another' });
    assert.deepEqual([another.outcome, another.provesHolder, 'holder' in another], ['rejected', false, false]);

    const { proof: _, ...without } = fixture;
    const unproven = await verifier.verifyDocument(without);
    assert.deepEqual(await made(Promise.resolve(unproven)), ['proof: proof_missing']);
    assert.deepEqual([unproven.outcome, unproven.provesHolder], ['rejected', false]);
  });

  it('of an SD-JWT VC by itself', async () => {
    const token = await shownSdJwt();
    const sdJwt = [...ofDocument.slice(0, -1), 'disclosure of 0: passed'];
    const asked = await verifier.verifyDocument(token, target);
    const rest = ['proof-freshness: not-applicable', ...sdJwt];
    assert.deepEqual(await made(Promise.resolve(asked)), [...ofPresentation, ...rest]);
    assert.deepEqual([asked.provesHolder, 'holder' in asked], [true, true]);

    const another = await verifier.verifyDocument(token, { ...target, expectedNonce: 'another' });
    assert.deepEqual((await made(Promise.resolve(another)))[2], 'nonce-and-audience: nonce_mismatch');
    assert.deepEqual([another.outcome, another.provesHolder, 'holder' in another], ['rejected', false, false]);

    const alone = await issuedSdJwt();
    for (const one of [{ expectedNonce }, { expectedAudience }]) {
      assert.equal((await made(verifier.verifyDocument(alone, one)))[0], 'proof: key_binding_missing');
    }
  });
});

describe('The proofs alone', () => {
  const found = async (document: unknown) =>
    (await verifier.verifyProofs(document)).map(
      (one) => `${one.check}: ${'problem' in one ? one.problem.code : one.outcome}`,
    );

  it('are looked at by what they are for: a presentation or a credential', async () => {
    const credential = await issuedCredential();
    const { proof: ofCredential, ...unsigned } = credential;
    assert.deepEqual(await found(credential), ['proof: passed']);
    assert.deepEqual(await found(fixture), ['proof: passed']);
    assert.deepEqual(await found(unsigned), ['proof: proof_missing']);
    assert.deepEqual(await found({ ...credential, proof: [ofCredential, ofCredential] }), [
      'proof: passed',
      'proof: passed',
    ]);
    assert.deepEqual(await found({ ...fixture, proof: { ...fixture.proof, proofPurpose: 'assertionMethod' } }), [
      'proof: proof_purpose_wrong',
    ]);
    assert.deepEqual(
      await found({ ...credential, proof: { ...(ofCredential as object), proofPurpose: 'authentication' } }),
      ['proof: proof_purpose_wrong'],
    );
  });

  it('are none of what is no document', async () => {
    for (const input of ['text', 5, null, []])
      await assert.rejects(verifier.verifyProofs(input), { code: 'credential_malformed' });
    await assert.rejects(verifier.verifyProofs({ a: Array(513).fill(0) }), { code: 'document_too_many_items' });
  });

  it('are named, of an SD-JWT VC too', async () => {
    const token = await shownSdJwt();
    assert.deepEqual(await found(token), [
      'proof: passed',
      'disclosure: passed',
      'proof: passed',
      'holder-binding: passed',
    ]);
  });
});

describe('Where a list of statuses is', () => {
  it('is not believed before the issuer’s own signature was verified', async () => {
    const fetchStatusList = publishedLists(new Map());
    const status = [revocable];
    const shown = await presentation({ credentials: [await issuedCredential({ status })] });
    const down = createVerifier(ports({ fetchJson: fakeFetch(new Map()), fetchStatusList }));
    const checks = await made(down.verifyPresentation({ bare: shown }, expected));
    assert.ok(checks.includes('proof of 0: did_unresolvable'), checks.join());
    assert.ok(checks.includes('status of 0: did_unresolvable'), checks.join());
    assert.deepEqual(fetchStatusList.calls, []);

    const up = createVerifier(ports({ fetchStatusList }));
    const asked = await made(up.verifyPresentation({ bare: shown }, expected));
    assert.ok(asked.includes('status of 0: status_unreachable'), asked.join());
    assert.equal(fetchStatusList.calls.length, 1);
  });
});

describe('A second bbs-2023 proof', () => {
  it('is refused on every way in, before any is verified', async () => {
    const credential = await issuedCredential();
    const bbs = { ...credential, proof: { ...(credential['proof'] as object), cryptosuite: 'bbs-2023' } };
    const two = { ...fixture, verifiableCredential: [bbs, bbs] };
    const twice = { ...bbs, proof: [bbs.proof, bbs.proof] };
    const code = { code: 'too_many_proofs' };
    await assert.rejects(judge(two), code);
    await assert.rejects(verifier.verifyPresentation({ together: two }, expected), code);
    await assert.rejects(verifier.verifyDocument(two), code);
    await assert.rejects(verifier.verifyDocument(twice), code);
    await assert.rejects(verifier.verifyProofs(twice), code);
  });
});
