import { strict as assert } from 'node:assert';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, it } from 'mocha';
import { claimsSchemas } from '../../src/checks/claims-schema.ts';
import { credentialSchemas, type CredentialType, credentialTypes } from '../../src/profile/index.ts';
import { safeParse } from 'valibot';

const ajv = formats.default(new Ajv2020({ strict: true, allowUnionTypes: true }));
const validators = new Map(credentialTypes.map((type) => [type, ajv.compile(credentialSchemas[type])]));

const saysIssuer = (type: CredentialType, claims: object): boolean =>
  validators.get(type)!({
    type: ['VerifiableCredential', type],
    credentialSubject: { id: 'did:example:1', ...claims },
  });
const saysVerifier = (type: CredentialType, claims: object): boolean => safeParse(claimsSchemas[type], claims).success;

const organization = { id: 'did:web:harvest.example', type: 'Organization', name: 'Harvest' };
const time = '2026-06-01T12:00:00Z';

const complete = {
  CoopMembershipCredential: {
    memberOf: { ...organization, url: 'https://harvest.example/' },
    membershipClass: 'worker',
    coopType: 'multi-stakeholder',
    memberSince: '2019',
    membershipId: 'm_1',
  },
  CoopTicketCredential: {
    event: {
      id: 'https://a.example/e',
      type: 'Event',
      name: 'Fair',
      startDate: time,
      endDate: time,
      url: 'https://a.example',
    },
    ticketNumber: 'T1',
    admits: 2,
  },
  CoopReceiptCredential: {
    seller: organization,
    orderNumber: 'O1',
    orderDate: time,
    totalPrice: '12.50',
    priceCurrency: 'EUR',
  },
  CoopAttestationCredential: {
    attribute: 'livesInDistrict',
    attributeValue: true,
    checkedBy: organization,
    checkMethod: 'document',
    checkedAt: time,
  },
} as const satisfies Record<CredentialType, object>;

const wrongValues: readonly unknown[] = ['', 7, null, [], {}, '\u202Etxt', 'did:', 'nothing of the kind'.repeat(40)];

describe('the JSON Schemas for issuers and the schema check of the verifier', () => {
  for (const type of credentialTypes) {
    const claims: Readonly<Record<string, unknown>> = complete[type];
    const required = credentialSchemas[type].properties?.credentialSubject?.required ?? [];

    it(`both take a complete ${type}`, () => {
      assert.ok(saysIssuer(type, claims), JSON.stringify(validators.get(type)!.errors));
      assert.ok(saysVerifier(type, claims));
    });

    for (const name of Object.keys(claims)) {
      it(`agree on a ${type} without ${name}`, () => {
        const { [name]: _removed, ...rest } = claims;
        assert.equal(saysIssuer(type, rest), !required.includes(name));
        assert.equal(saysVerifier(type, rest), !required.includes(name));
      });
    }

    it(`the verifier takes every ${type} that an issuer may make, whatever value is put in`, () => {
      for (const name of Object.keys(claims)) {
        for (const value of wrongValues) {
          const changed = { ...claims, [name]: value };
          if (saysIssuer(type, changed)) assert.ok(saysVerifier(type, changed), `${name}: ${JSON.stringify(value)}`);
        }
      }
    });
  }

  for (const name of ['id', 'type', 'name'] as const) {
    it(`both refuse a co-op without ${name}`, () => {
      const { [name]: _removed, ...memberOf } = complete.CoopMembershipCredential.memberOf;
      const claims = { ...complete.CoopMembershipCredential, memberOf };
      assert.equal(saysIssuer('CoopMembershipCredential', claims), false);
      assert.equal(saysVerifier('CoopMembershipCredential', claims), false);
    });
  }

  it('both refuse a class of member that the profile does not know', () => {
    const claims = { ...complete.CoopMembershipCredential, membershipClass: 'customer' };
    assert.equal(saysIssuer('CoopMembershipCredential', claims), false);
    assert.equal(saysVerifier('CoopMembershipCredential', claims), false);
  });
});
