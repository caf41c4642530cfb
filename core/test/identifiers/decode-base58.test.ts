import { decode, encode } from 'base58-universal';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { decodeBase58 } from '../../src/identifiers/decode-base58.ts';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 140 }).map((characters) => characters.join(''));

describe('base58btc', () => {
  it('is decoded to what was encoded', () => {
    const bytes = fc.uint8Array({ maxLength: 120 });
    fc.assert(
      fc.property(bytes, fc.nat(4), (given, zeros) => {
        const all = Uint8Array.from([...new Uint8Array(zeros), ...given]);
        assert.deepEqual(decodeBase58(encode(all)), all);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is decoded as the library does, whatever is written in its alphabet', () => {
    fc.assert(
      fc.property(text, (given) => assert.deepEqual(decodeBase58(given), decode(given))),
      { numRuns: 2_000 },
    );
  });

  it('is decoded where a byte is the last of the two that are carried at once', () => {
    for (const bytes of [[255], [1, 0], [1, 1], [255, 255], [1, 0, 0], [1, 0, 0, 0]]) {
      const all = Uint8Array.from(bytes);
      assert.deepEqual(decodeBase58(encode(all)), all);
    }
  });

  it('is decoded by what its draft says of it', () => {
    const hex = (given: string) => Buffer.from(decodeBase58(given) ?? assert.fail()).toString('hex');
    assert.equal(hex('2NEpo7TZRRrLZSi2U'), Buffer.from('Hello World!').toString('hex'));
    assert.equal(hex('11233QC4'), '0000287fb4cd');
  });

  for (const other of ['0', 'O', 'I', 'l', ' ', '\n', '-', '\u0000', 'ÿ', '€', '😀']) {
    it(`is not what has ${JSON.stringify(other)} in it`, () => {
      for (const given of [other, `${other}2NEpo7`, `2NEpo7${other}`, `2N${other}Epo7`, `1${other}`]) {
        assert.equal(decodeBase58(given), undefined);
      }
    });
  }
});
