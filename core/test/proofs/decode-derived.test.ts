import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import type { VerificationError } from '../../src/index.ts';
import { decodeDerived, isBytes, isIndexes } from '../../src/proofs/data-integrity/selective/decode-derived.ts';

const header = { base: [0xd9, 0x5d, 0x00], derived: [0xd9, 0x5d, 0x01] } as const;
const text = (...bytes: number[]) => `u${Buffer.from(bytes).toString('base64url')}`;
/** What is read of a derived proof that holds this CBOR. */
const read = (...cbor: number[]) => decodeDerived(text(...header.derived, ...cbor), header);

describe('The components of a derived proof', () => {
  it('are one array of CBOR, whose maps are maps', () => {
    assert.deepEqual(read(0x82, 0x01, 0x41, 0xff), [1, Uint8Array.of(0xff)]);
    assert.deepEqual(read(0x81, 0xa1, 0x00, 0x01), [new Map([[0, 1]])]);
  });

  const none: Readonly<Record<string, readonly number[]>> = {
    'no array': [0xa0],
    'nothing at all': [],
    'an array cut short': [0x82, 0x01],
    'something after it': [0x81, 0x01, 0x00],
    'an array without its length': [0x9f, 0x01, 0xff],
    'what is undefined': [0x81, 0xf7],
    'a map that says two things of one': [0x81, 0xa2, 0x00, 0x01, 0x00, 0x02],
    'a tag': [0x81, 0xc1, 0x01],
  };
  for (const [what, cbor] of Object.entries(none)) {
    it(`are none where there is ${what}`, () => assert.equal(read(...cbor), undefined));
  }

  it('are none under another header, of which each byte counts, or in another base', () => {
    for (const place of [0, 1, 2]) {
      const other = header.derived.map((byte, index) => (index === place ? byte + 1 : byte));
      assert.equal(decodeDerived(text(...other, 0x80), header), undefined, `byte ${place}`);
    }
    assert.equal(decodeDerived(text(...header.derived, 0x80).replace('u', 'z'), header), undefined);
    assert.equal(decodeDerived(`${text(...header.derived, 0x80)}=`, header), undefined);
  });

  it('are never those of the issuer’s own proof', () =>
    assert.throws(
      () => decodeDerived(text(...header.base, 0x80), header),
      ({ code }: VerificationError) => code === 'base_proof_presented',
    ));

  it('number statements from 0, each once', () => {
    for (const indexes of [[], [0], [2, 0, 1]]) assert.equal(isIndexes(indexes), true);
    for (const other of [[0, 0], [-1], [1.5], ['1'], [2 ** 53], new Set([1]), '01', undefined]) {
      assert.equal(isIndexes(other), false, String(other));
    }
  });

  it('have bytes of a length', () => {
    assert.equal(isBytes(new Uint8Array(3)), true);
    assert.equal(isBytes(new Uint8Array(3), 3), true);
    for (const length of [2, 4]) assert.equal(isBytes(new Uint8Array(3), length), false);
    for (const other of [[1, 2, 3], 'abc', undefined]) assert.equal(isBytes(other), false);
  });
});
