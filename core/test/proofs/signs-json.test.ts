import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { signsJson } from '../../src/proofs/data-integrity/signs-json.ts';

const accepted = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022' };

describe('A proof that signs the JSON itself', () => {
  for (const cryptosuite of ['eddsa-jcs-2022', 'ecdsa-jcs-2019']) {
    it(`is one by ${cryptosuite}`, () => assert.equal(signsJson({ ...accepted, cryptosuite }), true));
  }

  const others: readonly unknown[] = [
    ...[undefined, null, 'eddsa-jcs-2022', [accepted]],
    ...['eddsa-rdfc-2022', 'eddsa-jcs-2022-x', 'x-ecdsa-jcs-2019', ['eddsa-jcs-2022'], undefined].map(
      (cryptosuite) => ({ ...accepted, cryptosuite }),
    ),
    ...['eddsa-jcs-2022', ['DataIntegrityProof'], undefined].map((type) => ({ ...accepted, type })),
  ];
  for (const other of others) {
    it(`is not ${JSON.stringify(other)}`, () => assert.equal(signsJson(other), false));
  }
});
