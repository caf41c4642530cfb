import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { signPresentation } from '../../src/profile/index.ts';
import {
  expectedAudience,
  expectedNonce,
  formats,
  frozenAt,
  holder,
  issuedCredential,
  presentation,
  thief,
} from '../factories/index.ts';
import { judge, wordFor } from '../gate.ts';
import { stockVerify } from './stock-verify.ts';

for (const format of formats) {
  describe(`trap 2, no holder binding, ${format}`, () => {
    it("lets the stock library verify a stolen credential in a thief's presentation; we refuse it", async () => {
      const answer = await presentation({ format, signer: thief, credentials: [await issuedCredential({ format })] });
      assert.equal(await stockVerify(answer), 'verified');
      assert.equal(await wordFor(judge(answer)), 'subject_mismatch');
    });

    it('lets the stock library verify a thief who claims to be the holder; we refuse it', async () => {
      const answer = await signPresentation({
        holder: { ...thief, controller: holder.controller },
        credentials: [await issuedCredential({ format })],
        challenge: expectedNonce,
        domain: expectedAudience,
        created: frozenAt,
      });
      assert.equal(answer.holder, holder.controller);
      assert.equal(await stockVerify(answer), 'verified');
      assert.equal(await wordFor(judge(answer)), 'holder_mismatch');
    });
  });
}
