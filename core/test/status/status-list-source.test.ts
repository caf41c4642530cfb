import { strict as assert } from 'node:assert';
import { beforeEach, describe, it } from 'mocha';
import { createStatusListSource } from '../../src/index.ts';
import { frozenAt, publishedLists, statusList, daysLater } from '../factories/index.ts';

const url = 'https://harvest.example/status/1';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('the memory of status lists', () => {
  let lists: Map<string, unknown>;
  let fetch: ReturnType<typeof publishedLists>;
  let source: ReturnType<typeof createStatusListSource>;
  let now: number;
  beforeEach(() => {
    now = frozenAt.getTime();
    lists = new Map([[url, { credentialSubject: {} }]]);
    fetch = publishedLists(lists);
    source = createStatusListSource({ fetchStatusList: fetch, clock: () => new Date(now) });
  });
  it('is shared by those who ask at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, () => source(url)));
    assert.equal(fetch.calls.length, 1);
  });

  it('tells what it holds and how it was asked, and names no list', async () => {
    await source(url);
    now += 40 * SECOND;
    await source(url);
    await source('https://harvest.example/gone').catch(() => undefined);
    const { bytes, ...inventory } = source.inventory();
    assert.deepEqual(inventory, { hits: 1, misses: 2, entries: 2, failed: 1, oldestAge: 40 * SECOND });
    assert.ok(Number(bytes) > 0);
    now += 400 * SECOND;
    assert.equal(source.inventory().oldestAge, undefined, 'what is not believed any more has no age');
  });

  const token = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.AA`;
  for (const [what, list, seconds] of [
    ['five minutes where a list says nothing', () => ({ credentialSubject: {} }), 300],
    ['as long as a list says', () => statusList({ ttl: 20 * MINUTE }), 1_200],
    ['as long as a token says', () => token({ ttl: 90 }), 90],
    ['a day at most', () => statusList({ ttl: 400 * 24 * 60 * MINUTE }), 86_400],
    ['a second at least', () => statusList({ ttl: 1 }), 1],
    ['no longer than a list is valid', () => statusList({ ttl: 20 * MINUTE, validUntil: daysLater(60 / 86_400) }), 60],
    ['no longer than a token is valid', () => token({ ttl: 90, exp: frozenAt.getTime() / SECOND + 30 }), 30],
  ] as const) {
    it(`lasts ${what}`, async () => {
      lists.set(url, await list());
      await source(url);
      now += seconds * SECOND - 1;
      await source(url);
      assert.equal(fetch.calls.length, 1);
      now += 1;
      await source(url);
      assert.equal(fetch.calls.length, 2);
    });
  }

  it('is refreshed on demand, once a second and no more', async () => {
    await source(url);
    await source(url, { refresh: true });
    assert.equal(fetch.calls.length, 1);
    now += SECOND;
    await source(url, { refresh: true });
    assert.equal(fetch.calls.length, 2);
  });

  it('ends when the clock is set back, also on demand', async () => {
    await source(url);
    now -= 60 * MINUTE;
    await source(url);
    assert.equal(fetch.calls.length, 2);
    now -= 60 * MINUTE;
    await source(url, { refresh: true });
    assert.equal(fetch.calls.length, 3);
  });

  it('keeps a failure for half a minute', async () => {
    lists.clear();
    await assert.rejects(source(url), { code: 'fetch_failed' });
    lists.set(url, { credentialSubject: {} });
    now += 30 * SECOND - 1;
    await assert.rejects(source(url));
    now += 1;
    await source(url);
  });

  it('forgets the oldest when they are too much together', async () => {
    const small = createStatusListSource({ fetchStatusList: fetch, clock: () => new Date(now), mostBytes: 1_000 });
    for (const name of ['a', 'b', 'c']) {
      lists.set(url + name, 'x'.repeat(400));
      await small(url + name);
    }
    await small(`${url}b`);
    await small(`${url}c`);
    assert.equal(fetch.calls.length, 3);
    await small(`${url}a`);
    assert.equal(fetch.calls.length, 4);
  });

  it('keeps so many lists, and forgets the oldest first, had or not', async () => {
    source = createStatusListSource({ fetchStatusList: fetch, clock: () => new Date(now), mostLists: 2 });
    for (const name of ['down-1', 'down-2', '1', 'down-2', 'down-1']) {
      await source(url.replace('1', name)).catch(() => undefined);
    }
    assert.deepEqual(
      fetch.calls.map((called) => called.split('/').at(-1)),
      ['down-1', 'down-2', '1', 'down-1'],
    );
  });

  it('keeps nobody waiting for the lists of a host that never answers', async () => {
    const never = new Promise<never>(() => undefined);
    const fetchStatusList = (asked: string) => (asked === url ? fetch(asked) : never);
    source = createStatusListSource({ fetchStatusList, clock: () => new Date(now) });
    for (let list = 0; list < 100; list += 1) void source(`https://down.example/${list}`);
    assert.deepEqual(await source(url), { credentialSubject: {} });
  });
});
