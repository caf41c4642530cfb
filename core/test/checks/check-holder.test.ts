import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkHolderBinding } from '../../src/checks/check-holder-binding.ts';
import { checkHolderProof } from '../../src/checks/check-holder-proof.ts';
import { holder, thief } from '../factories/index.ts';
import { credential, credentialWith, holderProof, presented, untrue, wordOf } from './subjects.ts';

describe('checkHolderProof', () => {
  const by = { holder: holder.controller, proofs: [holderProof] };

  it('accepts the holder who signed', () => assert.equal(wordOf(checkHolderProof(by)), 'passed'));

  it('refuses a thief who names the victim', () => {
    const proofs = [{ ...holderProof, controller: thief.controller }];
    assert.equal(wordOf(checkHolderProof({ ...by, proofs })), 'holder_mismatch');
  });

  it('refuses an answer that names no holder', () =>
    assert.equal(wordOf(checkHolderProof({ proofs: [holderProof] })), 'holder_missing'));

  it('says nothing about who made a proof that does not hold, or none', () => {
    assert.equal(wordOf(checkHolderProof({ ...by, proofs: [untrue('signature_invalid')] })), 'not-applicable');
    assert.equal(wordOf(checkHolderProof({ ...by, proofs: [] })), 'not-applicable');
  });
});

describe('checkHolderBinding', () => {
  const [subject] = credential.subjects;
  const of = (change: object) => wordOf(checkHolderBinding({ ...presented, ...change }));

  it('accepts a credential of the holder', () => assert.equal(of({}), 'passed'));

  it('refuses a credential of somebody else', () => assert.equal(of({ holder: thief.controller }), 'subject_mismatch'));

  it('refuses a credential whose second subject is somebody else', () => {
    const subjects = [subject!, { id: thief.controller, claims: {} }];
    assert.equal(of({ credential: credentialWith({ subjects }) }), 'subject_mismatch');
  });

  it('refuses a credential that is bound to nobody, also where nobody presents it', () => {
    const bearer = credentialWith({ subjects: [{ claims: subject!.claims }] });
    assert.equal(of({ credential: bearer }), 'subject_mismatch');
    assert.equal(of({ credential: bearer, holder: undefined }), 'subject_mismatch');
  });
});
