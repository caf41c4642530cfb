import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createVerifier, type DocumentExpectations, type VerificationResult } from '../src/index.ts';
import {
  daysLater,
  expectedAudience,
  expectedNonce,
  fakeFetch,
  formats,
  harvestDid,
  holder,
  issuedCredential,
  meadow,
  ports,
  presentation,
  thief,
} from './factories/index.ts';
import { verifier, wordFor } from './gate.ts';

const word = async (document: unknown, expected?: DocumentExpectations) =>
  wordFor(verifier.verifyDocument(document, expected));
const outcomes = ({ checks }: VerificationResult, name: string) =>
  checks.filter(({ check }) => check === name).map(({ outcome }) => outcome);

for (const format of formats) {
  describe(`verifyDocument, ${format}`, () => {
    it('accepts a credential, and gives out no claims', async () => {
      const result = await verifier.verifyDocument(await issuedCredential({ format }));
      assert.equal(result.outcome, 'accepted');
      assert.equal(result.claimsTrusted, false);
      assert.deepEqual(result.credentials, []);
      assert.equal(result.provesHolder, false);
    });

    it('accepts a presentation of any recognised or unknown issuer', async () => {
      const credentials = [await issuedCredential({ format, issuer: meadow })];
      const result = await verifier.verifyDocument(await presentation({ format, credentials }));
      assert.equal(result.outcome, 'accepted');
      for (const name of ['proof-freshness', 'issuer-recognition', 'membership-authority']) {
        assert.deepEqual(outcomes(result, name), ['not-applicable'], name);
      }
    });

    it('accepts a presentation of none, an old one, and one of another subject', async () => {
      assert.equal(await word(await presentation({ format, credentials: [] })), 'accepted');
      assert.equal(await word(await presentation({ format, created: daysLater(-20) })), 'accepted');
      const credentials = [await issuedCredential({ format })];
      assert.equal(await word(await presentation({ format, signer: thief, credentials })), 'accepted');
    });

    it('refuses a key that does not control the stated holder', async () => {
      const signer = { ...thief, controller: holder.controller };
      assert.equal(await word(await presentation({ format, signer })), 'holder_mismatch');
    });

    it('judges nonce and audience of a credential’s proof, too, where given', async () => {
      const credential = await issuedCredential({ format });
      assert.equal(await word(credential, { expectedNonce: 'any' }), 'nonce_mismatch');
      assert.equal(await word(credential, { expectedAudience: 'any' }), 'audience_mismatch');
    });

    it('judges nonce and audience where given', async () => {
      const vp = await presentation({ format });
      const result = await verifier.verifyDocument(vp, { expectedNonce, expectedAudience });
      assert.deepEqual([result.provesHolder, result.holder], [true, holder.controller]);
      assert.equal(await word(vp, { expectedNonce: 'another' }), 'nonce_mismatch');
      assert.equal(await word(vp, { expectedAudience: 'another' }), 'audience_mismatch');
    });

    it('refuses an altered, an expired and a forged credential', async () => {
      const credential = await issuedCredential({ format });
      const credentialSubject = { ...credential.credentialSubject, membershipClass: 'consumer' };
      assert.equal(await word({ ...credential, credentialSubject }), 'signature_invalid');
      assert.equal(await word(await issuedCredential({ format, validUntil: daysLater(-1) })), 'credential_expired');
      const forger = { ...thief, controller: harvestDid };
      assert.equal(await word(await issuedCredential({ format, issuer: forger })), 'issuer_key_mismatch');
    });

    it('refuses a presentation with an altered credential', async () => {
      const credential = await issuedCredential({ format });
      const credentials = [
        { ...credential, credentialSubject: { ...credential.credentialSubject, memberSince: '1999' } },
      ];
      assert.equal(await word(await presentation({ format, credentials })), 'signature_invalid');
    });

    it('is undecided where the issuer cannot be reached', async () => {
      const down = createVerifier(ports({ fetchJson: fakeFetch(new Map()) }));
      assert.equal((await down.verifyDocument(await issuedCredential({ format }))).outcome, 'inconclusive');
    });

    it('takes the time it is given', async () =>
      assert.equal(await word(await issuedCredential({ format }), { now: daysLater(400) }), 'credential_expired'));

    it('refuses what is no document', async () => {
      assert.equal(await word('text'), 'credential_malformed');
      assert.equal(await word(null), 'credential_malformed');
      assert.equal(await word({}), 'context_not_allowed');
      assert.equal(
        await word({ ...(await issuedCredential({ format })), extra: Array(513).fill(0) }),
        'document_too_many_items',
      );
    });
  });

  describe(`verifyProofs, ${format}`, () => {
    it('tells of each proof by itself', async () => {
      const credential = await issuedCredential({ format, issuer: meadow });
      assert.deepEqual(await verifier.verifyProofs(credential), [{ outcome: 'passed', check: 'proof' }]);
      const [, second] = await verifier.verifyProofs({
        ...credential,
        proof: [credential.proof, { ...credential.proof, created: '2020-01-01T00:00:00Z' }],
      });
      assert.equal(second?.outcome, 'failed');
    });

    it('refuses a document without a proof', async () => {
      const { proof: _, ...unsigned } = await issuedCredential({ format });
      const [found] = await verifier.verifyProofs(unsigned);
      assert.equal(found && 'problem' in found && found.problem.code, 'proof_missing');
    });
  });
}
