import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkCredentialProof } from '../../src/checks/check-credential-proof.ts';
import { checkOneProof } from '../../src/checks/check-one-proof.ts';
import { checkPresentationProof } from '../../src/checks/check-presentation-proof.ts';
import type { ProofFinding } from '../../src/proofs/data-integrity/verify-proofs.ts';
import { problem } from '../../src/problem.ts';
import { meadow } from '../factories/index.ts';
import { credential, holderProof, issuerProof, unsure, untrue, wordOf } from './subjects.ts';

const byMeadow: ProofFinding = { ...issuerProof, controller: meadow.controller };

describe('checkCredentialProof', () => {
  const of = (...proofs: ProofFinding[]) => wordOf(checkCredentialProof({ credential, proofs }));

  it("accepts the issuer's proof", () => assert.equal(of(issuerProof), 'passed'));

  it('refuses a credential without a proof', () => assert.equal(of(), 'proof_missing'));

  it('refuses a proof by anybody else', () => assert.equal(of(byMeadow), 'issuer_key_mismatch'));

  it("accepts another's proof beside the issuer's, in either order", () => {
    assert.equal(of(issuerProof, byMeadow), 'passed');
    assert.equal(of(byMeadow, issuerProof), 'passed');
  });

  it('refuses two proofs of which one is false, in either order', () => {
    assert.equal(of(issuerProof, untrue('signature_invalid')), 'signature_invalid');
    assert.equal(of(untrue('suite_unsupported'), issuerProof), 'suite_unsupported');
  });

  it("is undecided where the issuer's key cannot be looked up", () => {
    assert.deepEqual(
      checkCredentialProof({ credential, proofs: [unsure('did_unresolvable')] }).outcome,
      'inconclusive',
    );
    assert.equal(of(byMeadow, unsure('did_unresolvable')), 'did_unresolvable');
  });

  it('takes nobody for the issuer whose proof is undecided', () => {
    const claimed = { ...unsure('did_unresolvable'), controller: credential.issuer } as unknown as ProofFinding;
    assert.equal(of(claimed), 'did_unresolvable');
  });

  it('is decided by a false proof beside an undecided one', () =>
    assert.equal(of(unsure('did_unresolvable'), untrue('signature_invalid')), 'signature_invalid'));
});

describe('checkOneProof', () => {
  const of = (count: number) => wordOf(checkOneProof({ proofs: Array(count).fill({}) as object[] as never }));

  it('accepts one proof', () => assert.equal(of(1), 'passed'));
  it('refuses none', () => assert.equal(of(0), 'proof_missing'));
  it('refuses two, though both might hold', () => {
    assert.equal(of(2), 'too_many_proofs');
    const found = checkOneProof({ proofs: Array(2).fill({}) as object[] as never });
    assert.deepEqual('problem' in found && found.problem.params, { max: 1 });
  });
});

describe('checkPresentationProof', () => {
  const of = (...proofs: ProofFinding[]) => wordOf(checkPresentationProof({ proofs }));

  it('accepts a proof that holds', () => assert.equal(of(holderProof), 'passed'));
  it('refuses none', () => assert.equal(of(), 'proof_missing'));
  it('refuses a false one by its own code', () =>
    assert.equal(of(untrue('proof_purpose_wrong')), 'proof_purpose_wrong'));
  it('is undecided where the key cannot be looked up', () =>
    assert.deepEqual(checkPresentationProof({ proofs: [unsure('fetch_failed')] }), {
      ...{ outcome: 'inconclusive', problem: problem('fetch_failed') },
    }));
});
