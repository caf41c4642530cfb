import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { checkDataModel, checkPresentationModel } from '../../src/contexts/check-data-model.ts';
import type { VerificationError } from '../../src/problem.ts';
import { issuedCredential } from '../factories/index.ts';

const accepted = await issuedCredential();

describe('checkDataModel', () => {
  it('takes an accepted credential', () => assert.doesNotThrow(() => checkDataModel(accepted)));

  for (const name of ['credentialStatus', 'refreshService', 'termsOfUse', 'evidence']) {
    it(`takes ${name} with a type, and none without`, () => {
      assert.doesNotThrow(() => checkDataModel({ ...accepted, [name]: [{ type: 'A' }, { type: ['B'] }] }));
      for (const value of [{ id: 'urn:uuid:1' }, [{ type: 'A' }, {}], 'urn:uuid:1']) {
        assert.throws(() => checkDataModel({ ...accepted, [name]: value }), { code: 'credential_malformed' });
      }
    });
  }

  it('takes a credentialSchema with a type and an id, and none without either', () => {
    const credentialSchema = { id: 'https://harvest.example/schema', type: 'JsonSchema' };
    assert.doesNotThrow(() => checkDataModel({ ...accepted, credentialSchema }));
    for (const name of ['id', 'type'] as const) {
      const { [name]: _removed, ...rest } = credentialSchema;
      assert.throws(() => checkDataModel({ ...accepted, credentialSchema: rest }), { code: 'credential_malformed' });
    }
  });

  it('refuses a subject of whom nothing is said, also beside another', () => {
    for (const credentialSubject of [{}, [accepted.credentialSubject, {}]]) {
      assert.throws(() => checkDataModel({ ...accepted, credentialSubject }), { code: 'credential_malformed' });
    }
  });

  it('says which property is wrong', () => {
    for (const [name, change] of [
      ['evidence', { evidence: {} }],
      ['relatedResource', { relatedResource: { id: 'urn:a' } }],
      ['relatedResource', { relatedResource: [resource, resource] }],
      ['id', { id: 'no address' }],
      ['credentialSubject', { credentialSubject: {} }],
    ] as const) {
      assert.throws(
        () => checkDataModel({ ...accepted, ...change }),
        ({ problem }: VerificationError) => problem.detail === `not as the data model has it: ${name}`,
      );
    }
  });

  it('takes a subject that is no object for none of its own, and types that are all texts', () => {
    assert.doesNotThrow(() => checkDataModel({ ...accepted, credentialSubject: 'urn:subject' }));
    assert.throws(() => checkDataModel({ ...accepted, evidence: { type: ['A', 5] } }), {
      code: 'credential_malformed',
    });
    assert.throws(() => checkDataModel({ ...accepted, evidence: { type: ['A', ''] } }), {
      code: 'credential_malformed',
    });
    for (const digestMultibase of [7, '']) {
      const relatedResource = { ...resource, digestMultibase };
      assert.throws(() => checkDataModel({ ...accepted, relatedResource }), { code: 'credential_malformed' });
    }
  });

  const resource = { id: 'https://harvest.example/a', digestSRI: 'sha256-AAAA' };
  const other = { id: 'https://harvest.example/b', digestMultibase: 'uAAAA', mediaType: 'text/plain' };

  it('takes related resources with an address and a digest', () => {
    assert.doesNotThrow(() => checkDataModel({ ...accepted, relatedResource: resource }));
    assert.doesNotThrow(() => checkDataModel({ ...accepted, relatedResource: [resource, other] }));
  });

  const malformed: Readonly<Record<string, object>> = {
    'a related resource that is no object': { relatedResource: [resource.id] },
    'a related resource without an id': { relatedResource: { digestSRI: resource.digestSRI } },
    'a related resource without a digest': { relatedResource: { id: resource.id } },
    'a related resource whose digest is no text': { relatedResource: { ...resource, digestSRI: 7 } },
    'the same related resource twice': { relatedResource: [resource, { ...other, id: resource.id }] },
    'a status whose id is no address': { credentialStatus: { id: 'no address', type: 'A' } },
    'a status with two ids': { credentialStatus: { id: ['urn:a', 'urn:b'], type: 'A' } },
    'a service whose type is empty': { refreshService: { type: '' } },
    'terms of no types': { termsOfUse: { type: [] } },
    'a schema whose id is no address': { credentialSchema: { id: 'schema', type: 'JsonSchema' } },
    'an id that is no address': { id: 'credential 7' },
    'two ids': { id: ['urn:uuid:1', 'urn:uuid:2'] },
    'a subject whose id is no address': { credentialSubject: { id: 'me', name: 'Ann' } },
    'a subject of a type that is no text': { credentialSubject: { type: [7], name: 'Ann' } },
  };
  for (const [what, change] of Object.entries(malformed)) {
    it(`refuses ${what}`, () => {
      assert.throws(() => checkDataModel({ ...accepted, ...change }), { code: 'credential_malformed' });
    });
  }
});

describe('checkPresentationModel', () => {
  it('takes a holder by its address, alone or in an object, and none', () => {
    for (const holder of ['did:example:1', { id: 'did:example:1', name: 'Ann' }, undefined]) {
      assert.doesNotThrow(() => checkPresentationModel({ id: 'urn:uuid:1', holder }));
    }
  });

  for (const change of [{ holder: 'Ann' }, { holder: {} }, { holder: { id: 'Ann' } }, { holder: 7 }, { id: 'x' }]) {
    it(`refuses ${JSON.stringify(change)}`, () => {
      assert.throws(() => checkPresentationModel(change), { code: 'presentation_malformed' });
    });
  }
});
