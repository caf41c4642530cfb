import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import type { VerificationError } from '../../src/problem.ts';
import { fromMultibase } from '../../src/identifiers/public-key.ts';
import { parseRecognitionList } from '../../src/recognition/parse-list.ts';
import { readProof, verifyProofSet } from '../../src/recognition/verify-proof-set.ts';
import { alder, birch, cedar, genesisQuorum, listOf, signedBy } from '../factories/recognition.ts';
import { wholeSuites } from '../factories/suites.ts';

const list = listOf();
const { hash } = parseRecognitionList(list);
const { proof: proofs } = await signedBy(list, [alder, birch]);
const [ofAlder, ofBirch] = proofs as [object, object];

function found(changed: readonly unknown[], trustees = genesisQuorum.trustees): unknown {
  try {
    return [...verifyProofSet({ hash, proofs: changed, context: list['@context'] }, trustees)];
  } catch (error) {
    const { code, problem } = error as VerificationError;
    return problem.params ? [code, problem.params] : code;
  }
}

describe('what trustees signed', () => {
  it('tells who did', () => {
    const [first, second] = genesisQuorum.trustees.map(({ id, publicKeyMultibase: key }) => `${id}#${key}`);
    assert.deepEqual(found(proofs), [first, second]);
    assert.deepEqual(found([]), []);
  });

  it('counts for nothing where one proof is of another kind or purpose, ends, or follows another', () => {
    for (const change of [
      { type: 'Ed25519Signature2020' },
      { cryptosuite: 'eddsa-rdfc-2022' },
      { cryptosuite: undefined },
      { proofPurpose: 'authentication' },
      { expires: '2030-01-01T00:00:00Z' },
      { previousProof: 'urn:uuid:1' },
      { '@context': ['https://www.w3.org/ns/credentials/v2'] },
    ]) {
      assert.equal(found([ofAlder, { ...ofBirch, ...change }]), 'list_proof_invalid', JSON.stringify(change));
      assert.throws(() => readProof({ ...ofBirch, ...change }, list['@context']), { code: 'list_proof_invalid' });
    }
    for (const none of ['proof', null, [], {}]) assert.equal(found([none]), 'list_proof_invalid');
  });

  it('counts for nothing where one signs twice, or falsely, and says who', () => {
    assert.deepEqual(found([ofAlder, ofAlder]), ['list_trustee_repeated', { trustee: 'Alder Co-op' }]);
    const { proofValue } = ofAlder as { readonly proofValue: string };
    assert.deepEqual(found([ofAlder, { ...ofBirch, proofValue }]), [
      'list_signature_invalid',
      { trustee: 'Birch Co-op' },
    ]);
    assert.deepEqual(found([{ ...ofAlder, proofValue: `u${proofValue.slice(1)}` }]), [
      'list_signature_invalid',
      { trustee: 'Alder Co-op' },
    ]);
    assert.deepEqual(found([{ ...ofAlder, created: '2026-05-20T10:00:01.000Z' }]), [
      'list_signature_invalid',
      { trustee: 'Alder Co-op' },
    ]);
  });

  it('counts for nothing by somebody else, or by a trustee’s other key', () => {
    assert.equal(found(proofs, [genesisQuorum.trustees[0]!]), 'list_trustee_unknown');
    const [first, ...others] = genesisQuorum.trustees;
    const moved = { ...first!, publicKeyMultibase: genesisQuorum.trustees[2]!.publicKeyMultibase };
    assert.equal(found(proofs, [moved, ...others]), 'list_trustee_unknown');
    assert.notEqual(cedar.id, alder.id);
  });

  it('counts for nothing by a key of another kind, whatever its signature', async () => {
    const p256 = wholeSuites.find(({ name }) => name.includes('P-256'))!;
    const multibase = p256.controller.slice('did:key:'.length);
    assert.equal(fromMultibase(multibase)?.type, 'P-256');
    const trustee = { ...genesisQuorum.trustees[0]!, publicKeyMultibase: multibase };
    const byThat = { ...ofAlder, verificationMethod: `${trustee.id}#${multibase}` };
    assert.deepEqual(found([byThat], [trustee]), ['list_signature_invalid', { trustee: 'Alder Co-op' }]);
  });
});
