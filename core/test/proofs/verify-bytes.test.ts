import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { generateKeyPairSync, sign } from 'node:crypto';
import { fromJwk } from '../../src/identifiers/public-key.ts';
import { verifyBytes } from '../../src/proofs/data-integrity/verify-bytes.ts';

const data = Buffer.from('what is signed');

describe('A signature of bytes', () => {
  for (const [curve, hash] of [
    ['P-256', 'sha256'],
    ['P-384', 'sha384'],
  ] as const) {
    it(`by a key of ${curve} is in the width of the curve, under its own hash`, () => {
      const { publicKey, privateKey: key } = generateKeyPairSync('ec', { namedCurve: curve });
      const ours = fromJwk(publicKey.export({ format: 'jwk' }))!;
      const signed = sign(hash, data, { key, dsaEncoding: 'ieee-p1363' });
      assert.equal(verifyBytes(data, signed, ours), true);
      assert.equal(verifyBytes(Buffer.from('another'), signed, ours), false);
      const other = sign(hash === 'sha256' ? 'sha384' : 'sha256', data, { key, dsaEncoding: 'ieee-p1363' });
      for (const wrong of [other, sign(hash, data, { key, dsaEncoding: 'der' }), signed.subarray(1), Buffer.of()]) {
        assert.equal(verifyBytes(data, wrong, ours), false);
      }
      assert.equal(verifyBytes(data, Buffer.concat([signed, Buffer.of(0)]), ours), false);
    });
  }

  it('is none by a key whose suite has an arithmetic of its own', () => {
    for (const length of [64, 96]) {
      const key = { type: 'BLS12-381', bytes: new Uint8Array(96) } as const;
      assert.equal(verifyBytes(data, new Uint8Array(length), key), false);
    }
  });
});
