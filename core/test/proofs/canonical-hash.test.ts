import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { documentLoader } from '../../src/contexts/context-store.ts';
import { canonicalHash, documentHash } from '../../src/proofs/data-integrity/canonical-hash.ts';
import { issuedCredential } from '../factories/index.ts';

const sha256 = { digest: 'sha256', documentLoader } as const;
const sha384 = { digest: 'sha384', documentLoader } as const;

describe('The hash of a document that several proofs are over', () => {
  it('is worked out once for each hash function', async () => {
    const { proof: _, ...document } = await issuedCredential();
    for (const way of [sha256, sha384]) {
      const found = documentHash(document, way);
      assert.deepEqual(await found, await canonicalHash(document, way));
      assert.equal(documentHash(document, way), found);
    }
  });

  it('is another where directions are said', async () => {
    const { proof: _, ...unsecured } = await issuedCredential();
    const document = { ...unsecured, name: { '@value': 'Harvest', '@language': 'en', '@direction': 'ltr' } };
    await assert.rejects(documentHash(document, sha256), { code: 'credential_malformed' });
    assert.ok(await documentHash(document, { ...sha256, rdfDirection: 'i18n-datatype' }));
  });

  it('is that of the very object', async () => {
    const document = await issuedCredential();
    assert.notEqual(documentHash({ ...document }, sha256), documentHash(document, sha256));
  });
});
