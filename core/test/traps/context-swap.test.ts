import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { contextUrls, vocabulary } from '../../src/contexts/context-urls.ts';
import { daysLater, formats, issuedCredential, presentation } from '../factories/index.ts';
import { judge, wordFor } from '../gate.ts';
import { stockVerify } from './stock-verify.ts';

const { coopCredentialsV1 } = contextUrls;

for (const format of formats) {
  const isVersion1 = format === 'vcdm1.1-ed25519-2020';
  const presenting = (credential: object) => presentation({ format, credentials: [credential] });

  describe(`trap 1, a swapped context, ${format}`, () => {
    it('lets the stock library verify a supporter who reads as a worker; we refuse the context', async () => {
      const claims = { membershipClass: 'supporter', coopType: 'worker' } as const;
      const signed = await issuedCredential({ format, claims });
      const forged = {
        ...signed,
        '@context': signed['@context'].map((url) => (url === coopCredentialsV1 ? exchanged : url)),
        credentialSubject: { ...signed.credentialSubject, membershipClass: 'worker', coopType: 'supporter' },
      };
      const answer = await presenting(forged);
      assert.equal(await stockVerify(answer), 'verified');
      assert.equal(await wordFor(judge(answer)), 'context_not_allowed');
    });

    it('lets the stock library verify an expired credential whose end hides behind an address; we refuse it', async () => {
      const { [isVersion1 ? 'expirationDate' : 'validUntil']: end, ...signed } = await issuedCredential({
        ...{ format, validUntil: daysLater(-1) },
      });
      const address = `https://www.w3.org/2018/credentials#${isVersion1 ? 'expirationDate' : 'validUntil'}`;
      const datatype = 'http://www.w3.org/2001/XMLSchema#dateTime';
      const answer = await presenting({ ...signed, [address]: { '@value': end, '@type': datatype } });
      assert.equal(await stockVerify(answer), 'verified');
      assert.equal(await wordFor(judge(answer)), 'document_key_forbidden');
    });

    it('lets the stock library verify a context inside the subject; we refuse it', async () => {
      const claims = { membershipClass: 'supporter', coopType: 'worker' } as const;
      const signed = await issuedCredential({ format, claims });
      const { memberOf, ...subject } = signed.credentialSubject as Record<string, unknown>;
      const forged = {
        ...signed,
        credentialSubject: { ...subject, memberOf: { '@context': {}, ...(memberOf as object) } },
      };
      const answer = await presenting(forged);
      assert.equal(await stockVerify(answer), 'verified');
      assert.equal(await wordFor(judge(answer)), 'context_nested');
    });
  });
}

/** Our context with two claims exchanged, and in no other way different. */
const exchanged = {
  Organization: 'https://schema.org/Organization',
  CoopMembershipCredential: `${vocabulary}CoopMembershipCredential`,
  name: 'https://schema.org/name',
  memberOf: { '@id': 'https://schema.org/memberOf', '@type': '@id' },
  memberSince: { '@id': `${vocabulary}memberSince`, '@type': 'http://www.w3.org/2001/XMLSchema#gYear' },
  membershipId: `${vocabulary}membershipId`,
  membershipClass: `${vocabulary}coopType`,
  coopType: `${vocabulary}membershipClass`,
};
