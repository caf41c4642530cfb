import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { checkDataModel } from '../../src/contexts/check-data-model.ts';
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
});
