import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { BitstringStatusList } from '@digitalbazaar/vc-bitstring-status-list';
import { inflateWithin } from '../../src/status/inflate-within.ts';
import { readFromLeft, readFromRight } from '../../src/status/read-bits.ts';

const all = (count: number, read: (index: number) => number | undefined) =>
  Array.from({ length: count }, (_, index) => read(index));

describe('the bits of a status list', () => {
  it('start at the left in a Bitstring Status List', () => {
    const bytes = Uint8Array.of(0b1000_0001, 0b0100_0000);
    assert.deepEqual(
      all(10, (index) => readFromLeft(bytes, index, 1)),
      [1, 0, 0, 0, 0, 0, 0, 1, 0, 1],
    );
  });

  it('make values of several bits, the first the highest', () => {
    const bytes = Uint8Array.of(0b1100_0110, 0b0000_0001);
    assert.deepEqual(
      all(5, (index) => readFromLeft(bytes, index, 3)),
      [6, 1, 4, 0, 0],
    );
    assert.equal(readFromLeft(bytes, 5, 3), undefined);
  });

  it('are those that the stock library sets', async () => {
    const list = new BitstringStatusList({ length: 131_072 });
    const set = [0, 7, 8, 4_711, 131_071];
    for (const index of set) list.setStatus(index, true);
    const bytes = await inflateWithin(Buffer.from((await list.encode()).slice(1), 'base64url'), 'gzip');
    const found = all(131_072, (index) => readFromLeft(bytes!, index, 1)).flatMap((bit, index) => (bit ? [index] : []));
    assert.deepEqual(found, set);
  });

  // Token Status List, draft 12, §4.2 and §4.3: the examples of one and of two bits.
  it('start at the right in a Token Status List of one bit', async () => {
    const bytes = await inflateWithin(Buffer.from('eNrbuRgAAhcBXQ', 'base64url'), 'zlib');
    assert.deepEqual(
      all(16, (index) => readFromRight(bytes!, index, 1)),
      [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1],
    );
    assert.equal(readFromRight(bytes!, 16, 1), undefined);
  });

  it('start at the right in one of two bits', async () => {
    const bytes = await inflateWithin(Buffer.from('eNo76fITAAPfAgc', 'base64url'), 'zlib');
    assert.deepEqual(
      all(12, (index) => readFromRight(bytes!, index, 2)),
      [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3],
    );
  });
});
