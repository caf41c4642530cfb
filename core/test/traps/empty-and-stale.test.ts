import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { formats, presentation } from '../factories/index.ts';
import { judge, wordFor } from '../gate.ts';
import { stockVerify } from './stock-verify.ts';

for (const format of formats) {
  describe(`trap 3, nothing asked is nothing checked, ${format}`, () => {
    it('lets the stock library verify a presentation without credentials; we refuse it', async () => {
      const answer = await presentation({ format, credentials: [] });
      assert.equal(await stockVerify(answer), 'verified');
      assert.equal(await wordFor(judge(answer)), 'credential_missing');
    });

    it('lets the stock library verify an answer to another site, unless a domain is asked for; we always ask', async () => {
      const answer = await presentation({ format, domain: 'https://attacker.example/' });
      assert.equal(await stockVerify(answer, { askDomain: false }), 'verified');
      assert.equal(await wordFor(judge(answer)), 'audience_mismatch');
      for (const expectedAudience of ['', []]) {
        await assert.rejects(judge(answer, { expectedAudience }), TypeError);
      }
    });

    it('lets the stock library verify an answer made in 2001; we refuse it', async () => {
      const answer = await presentation({ format, created: new Date('2001-01-01T00:00:00Z') });
      assert.equal(await stockVerify(answer), 'verified');
      assert.equal(await wordFor(judge(answer)), 'proof_too_old');
    });
  });
}
