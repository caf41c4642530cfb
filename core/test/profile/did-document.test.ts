import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { toMultibase } from '../../src/identifiers/ed25519-public-key.ts';
import { didDocument } from '../../src/profile/index.ts';
import { harvest, harvestDid } from '../factories/index.ts';

describe('didDocument', () => {
  it('lists each key, for credentials and for presentations', () => {
    const other = { ...harvest, id: `${harvestDid}#key-2` };
    const ids = [harvest.id, other.id];
    const publicKeyMultibase = toMultibase(harvest.publicKey);
    assert.deepEqual(didDocument(harvestDid, [harvest, other]), {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/ed25519-2020/v1'],
      id: harvestDid,
      verificationMethod: ids.map((id) => ({
        ...{ id, type: 'Ed25519VerificationKey2020', controller: harvestDid, publicKeyMultibase },
      })),
      authentication: ids,
      assertionMethod: ids,
    });
  });
});
