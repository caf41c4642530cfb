import { strict as assert } from 'node:assert';
import jsonld from 'jsonld';
import { describe, it } from 'mocha';
import { verifyProofs } from '../../src/proofs/data-integrity/verify-proofs.ts';
import {
  type ClaimsByType,
  type CredentialType,
  credentialTypes,
  documentLoader,
  issueCredential,
  signPresentation,
  typeIri,
} from '../../src/profile/index.ts';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import {
  daysLater,
  expectedAudience,
  expectedNonce,
  formats,
  frozenAt,
  harvest,
  holder,
  issuedCredential,
  resolveDid,
  revocable,
} from '../factories/index.ts';

const coop = { id: harvest.controller, name: 'Harvest Co-op', url: 'https://harvest.example/' };
const time = '2026-06-01T12:00:00Z';

const claims: ClaimsByType = {
  CoopMembershipCredential: {
    memberOf: coop,
    membershipClass: 'resident',
    coopType: 'housing',
    memberSince: '2019',
    membershipId: 'm_1',
  },
  CoopTicketCredential: {
    event: {
      id: 'https://harvest.example/fair',
      name: 'Fair',
      startDate: time,
      endDate: time,
      url: 'https://harvest.example/',
    },
    ticketNumber: 'T1',
    admits: 2,
  },
  CoopReceiptCredential: {
    seller: coop,
    orderNumber: 'O1',
    orderDate: time,
    totalPrice: '12.50',
    priceCurrency: 'EUR',
  },
  CoopAttestationCredential: {
    attribute: 'livesInDistrict',
    attributeValue: true,
    checkedBy: coop,
    checkMethod: 'document',
    checkedAt: time,
  },
};

const issue = (type: CredentialType, format: (typeof formats)[number]) =>
  issueCredential({
    type,
    format,
    claims: claims[type],
    issuer: { did: harvest.controller, keyPair: harvest, name: 'Harvest Co-op' },
    holderDid: holder.controller,
    validFrom: daysLater(-1),
    validUntil: daysLater(1),
    created: frozenAt,
  });

for (const format of formats) {
  describe(`issueCredential, ${format}`, () => {
    for (const type of credentialTypes) {
      it(`issues a ${type} whose every term is defined and whose proof holds`, async () => {
        const credential = await issue(type, format);
        const options = { purpose: 'assertionMethod', resolveDid, documentLoader, now: frozenAt } as const;
        const [finding] = await verifyProofs(credential, options);
        assert.equal(finding?.outcome, 'passed');
        assert.equal(finding?.controller, harvest.controller);
      });

      it(`gives the ${type} its IRI`, async () => {
        const [expanded] = await jsonld.expand(await issue(type, format), { documentLoader, safe: true });
        assert.ok((expanded as { '@type': string[] })['@type'].includes(typeIri(type)));
      });
    }

    it('writes times without fractions, in the words of its data model', async () => {
      const credential = await issue('CoopMembershipCredential', format);
      const [from, until] =
        format === 'vcdm1.1-ed25519-2020' ? ['issuanceDate', 'expirationDate'] : ['validFrom', 'validUntil'];
      assert.equal(credential[from!], '2026-05-31T12:00:00Z');
      assert.equal(credential[until!], '2026-06-02T12:00:00Z');
    });

    it('says where it can be taken back, in the words of its data model, and nothing of it where it cannot', async () => {
      const { list, index } = revocable;
      const place = { statusPurpose: 'revocation', statusListIndex: String(index), statusListCredential: list };
      const isOlder = format === 'vcdm1.1-ed25519-2020';
      const without = await issuedCredential({ format });
      assert.equal('credentialStatus' in without, false);
      assert.equal('credentialStatus' in (await issuedCredential({ format, status: [] })), false);
      const credential = await issuedCredential({ format, status: [revocable] });
      assert.deepEqual(credential['credentialStatus'], [
        isOlder
          ? { id: `${list}#${index}`, type: 'StatusList2021Entry', ...place }
          : { type: 'BitstringStatusListEntry', ...place },
      ]);
      const contexts = isOlder ? [contextUrls.statusList2021] : [];
      assert.deepEqual(credential['@context'], [...without['@context'], ...contexts]);
    });

    it('is presented in the format of its first credential', async () => {
      const request = { holder, challenge: expectedNonce, domain: expectedAudience, created: frozenAt };
      const credential = await issuedCredential({ format });
      const told = await signPresentation({ ...request, credentials: [credential], format });
      assert.deepEqual(await signPresentation({ ...request, credentials: [credential] }), told);
    });

    it('gives a credential no id of its own unless asked: verifiers could match their members by it', async () => {
      assert.equal('id' in (await issuedCredential({ format })), false);
      assert.equal((await issuedCredential({ format, id: 'urn:uuid:1' })).id, 'urn:uuid:1');
    });
  });
}

describe('the context', () => {
  it('gives memberSince the datatype xsd:gYear and memberOf the term of schema.org', async () => {
    const nquads = await jsonld.toRDF(await issue('CoopMembershipCredential', 'vcdm2-eddsa-rdfc-2022'), {
      ...{ documentLoader, safe: true },
      format: 'application/n-quads',
    });
    assert.match(String(nquads), /vocab#memberSince> "2019"\^\^<http:\/\/www\.w3\.org\/2001\/XMLSchema#gYear>/);
    assert.match(String(nquads), /<https:\/\/schema\.org\/memberOf> <did:web:harvest\.example>/);
  });
});
