import { strict as assert } from 'node:assert';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { inflateWithin, MOST_INFLATED } from '../../src/status/inflate-within.ts';

describe('inflateWithin', () => {
  it('inflates as much as the limit', async () =>
    assert.equal((await inflateWithin(gzipSync(new Uint8Array(MOST_INFLATED)), 'gzip'))?.length, MOST_INFLATED));

  it('refuses one byte more', async () =>
    assert.equal(await inflateWithin(gzipSync(new Uint8Array(MOST_INFLATED + 1)), 'gzip'), undefined));

  it('stops a bomb of a hundred megabytes at the limit, in little time and memory', async () => {
    const bomb = gzipSync(new Uint8Array(100 * 1024 * 1024), { level: 9 });
    const before = process.memoryUsage.rss();
    const started = performance.now();
    assert.equal(await inflateWithin(bomb, 'gzip'), undefined);
    assert.ok(performance.now() - started < 500, 'it inflated more than it kept');
    assert.ok(process.memoryUsage.rss() - before < 64 * 1024 * 1024, 'it held more than it kept');
  });

  for (const [what, bytes] of [
    ['no such stream', Buffer.from('not packed')],
    ['a stream that breaks off', gzipSync(new Uint8Array(10_000)).subarray(0, 20)],
    ['a stream of another kind', deflateSync(new Uint8Array(100))],
  ] as const) {
    it(`refuses ${what}`, async () => assert.equal(await inflateWithin(bytes, 'gzip'), undefined));
  }
});
