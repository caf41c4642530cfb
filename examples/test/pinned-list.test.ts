import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setTimeout as wait } from 'node:timers/promises';
import {
  alder,
  anchor,
  birch,
  listOf,
  published,
  signedBy,
  type ListFiles,
} from '../../core/test/factories/recognition.ts';
import { pinnedList } from '../demo/wallet/pinned-list.ts';

const url = 'https://autumn.example/recognition';

describe('the list that the demo’s wallet pinned', () => {
  it('is looked for again after a look that failed by an error of this program', async () => {
    const list = await signedBy(listOf(), [alder, birch]);
    const files: ListFiles = await published([list], { issued: new Date() });
    let failures = 1;
    const sites = pinnedList({ url, anchor }, async (address) => {
      if (failures-- > 0) throw new TypeError('no file handles are left');
      return { document: structuredClone(files[address.slice(url.length + 1)]), etag: undefined };
    });
    await assert.rejects(sites(), TypeError);
    await wait(300);
    assert.deepEqual(
      (await sites()).map(({ title }) => title),
      ['Autumn Federation'],
    );
  });
});
