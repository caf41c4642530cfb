import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import { formats, issuedCredential, presentation } from '../factories/index.ts';
import { judge, wordFor } from '../gate.ts';
import { requiring } from '../policy/policies.ts';
import { stockVerify } from './stock-verify.ts';

const policy = requiring({ claims: [{ path: ['url'] }] });

for (const format of formats) {
  describe(`trap, a claim that nobody signed, ${format}`, () => {
    for (const claim of [null, [], [null], [[]], '']) {
      it(`lets the stock library verify ${JSON.stringify(claim)} as a claim; we see no claim in it`, async () => {
        const credential = await issuedCredential({ format });
        const claimed = {
          ...credential,
          credentialSubject: { ...(credential['credentialSubject'] as object), url: claim },
        };
        const vp = await presentation({ format, credentials: [claimed] });
        assert.equal(await stockVerify(vp), 'verified');
        assert.equal(await wordFor(judge(vp, { policy })), 'claim_missing');
        const compacted = { ...claimed, '@context': [...(credential['@context'] as string[]), contextUrls.didV1] };
        const vp2 = await presentation({ format, credentials: [compacted] });
        assert.equal(await wordFor(judge(vp2, { policy })), 'claim_missing');
      });
    }

    it('decides alike in whatever order and form a holder sends a list', async () => {
      const any = requiring({ claims: [{ path: ['url', null], values: ['https://b.example/'] }] });
      const urls = ['https://a.example/', 'https://b.example/'];
      const signed = await issuedCredential({ format, claims: { url: urls } as object });
      for (const url of [urls, urls.toReversed(), [...urls, ...urls]]) {
        const subject = { ...(signed['credentialSubject'] as object), url };
        const vp = await presentation({ format, credentials: [{ ...signed, credentialSubject: subject }] });
        assert.equal(await wordFor(judge(vp, { policy: any })), 'accepted');
      }
    });

    it('takes the same claim where the issuer signed it', async () => {
      const claims = { url: 'https://harvest.example/ada' } as object;
      const vp = await presentation({ format, credentials: [await issuedCredential({ format, claims })] });
      assert.equal(await wordFor(judge(vp, { policy })), 'accepted');
    });
  });
}
