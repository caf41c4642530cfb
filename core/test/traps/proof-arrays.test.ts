import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { formats, issuedCredential, presentation } from '../factories/index.ts';
import { judge, wordFor } from '../gate.ts';
import { stockVerify } from './stock-verify.ts';

for (const format of formats) {
  /** The accepted credential with a second proof: the first with these changes. */
  async function withSecondProof(changes: object): Promise<object> {
    const credential = await issuedCredential({ format });
    return presentation({
      format,
      credentials: [{ ...credential, proof: [credential.proof, { ...credential.proof, ...changes }] }],
    });
  }

  describe(`trap 8, one good proof hides a bad one, ${format}`, () => {
    it('lets the stock library verify a credential with a proof that is invalid; we refuse it', async () => {
      const answer = await withSecondProof({ created: '2026-05-02T12:00:01Z' });
      assert.equal(await stockVerify(answer), 'verified');
      assert.equal(await wordFor(judge(answer)), 'signature_invalid');
    });

    it('lets the stock library overlook a proof of a suite that it was not given; we refuse it', async () => {
      const other = format === 'vcdm1.1-ed25519-2020' ? { type: 'RsaSignature2018' } : { cryptosuite: 'made-up-2026' };
      const answer = await withSecondProof(other);
      assert.equal(await stockVerify(answer), 'verified');
      assert.equal(await wordFor(judge(answer)), 'suite_unsupported');
    });

    it('lets the stock library overlook a proof made for another purpose; we refuse it', async () => {
      const answer = await withSecondProof({ proofPurpose: 'authentication' });
      assert.equal(await stockVerify(answer), 'verified');
      assert.equal(await wordFor(judge(answer)), 'proof_purpose_wrong');
    });

    it('lets the stock library verify a presentation with a second proof; we take exactly one', async () => {
      const answer = await presentation({ format });
      const two = { ...answer, proof: [answer.proof, { ...answer.proof, challenge: 'another' }] };
      assert.equal(await stockVerify(two), 'verified');
      assert.equal(await wordFor(judge(two)), 'too_many_proofs');
    });

    it('takes two proofs of the issuer that both hold', async () => {
      const [one, other] = await Promise.all([
        issuedCredential({ format }),
        issuedCredential({ format, created: new Date('2026-05-03T12:00:00Z') }),
      ]);
      const answer = await presentation({ format, credentials: [{ ...one, proof: [one.proof, other.proof] }] });
      assert.equal(await wordFor(judge(answer)), 'accepted');
    });
  });
}
