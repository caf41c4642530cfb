import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setImmediate as afterThisTurn } from 'node:timers/promises';
import { limitFetches, type FetchLimits } from '../../src/network/limit-fetches.ts';

/** A fetch that ends when a test says so. */
function held(limits: FetchLimits) {
  const open = new Map<string, PromiseWithResolvers<string>>();
  const started: string[] = [];
  const fetch = limitFetches((url: string) => {
    started.push(url);
    const answer = Promise.withResolvers<string>();
    open.set(url, answer);
    return answer.promise;
  }, limits);
  const end = async (url: string, how: 'well' | 'badly' = 'well') => {
    if (how === 'well') open.get(url)?.resolve(url);
    else open.get(url)?.reject(new Error('down'));
    await afterThisTurn();
  };
  return { fetch, started, end };
}

/** Refused at once, not only after a turn that never comes. */
const isRefused = (asked: Promise<unknown>) =>
  assert.rejects(Promise.race([asked, afterThisTurn()]), { code: 'service_busy' });

const at = (host: string, path: number) => `https://${host}.example/${path}`;

describe('limitFetches', () => {
  it('lets so many run at once, and the others in order as each ends, well or badly', async () => {
    const { fetch, started, end } = held({ inAll: 2 });
    const asked = ['a', 'b', 'c', 'd'].map((host) => fetch(at(host, 1)).catch(() => 'down'));
    assert.deepEqual(started, [at('a', 1), at('b', 1)]);
    await end(at('b', 1), 'badly');
    await end(at('a', 1));
    assert.deepEqual(started.slice(2), [at('c', 1), at('d', 1)]);
    await end(at('c', 1));
    await end(at('d', 1));
    assert.deepEqual(await Promise.all(asked), [at('a', 1), 'down', at('c', 1), at('d', 1)]);
  });

  it('keeps nobody waiting behind a host that never answers', async () => {
    const { fetch, started, end } = held({ inAll: 3, perHost: 2 });
    for (let path = 0; path < 50; path += 1) void fetch(at('slow', path));
    for (const path of [1, 2, 3]) {
      const answer = fetch(at('quick', path));
      assert.equal(started.at(-1), at('quick', path));
      await end(at('quick', path));
      assert.equal(await answer, at('quick', path));
    }
    assert.equal(started.filter((url) => url.includes('slow')).length, 2);
  });

  it('counts a host by its port, and what is no address as a host of its own', async () => {
    const { fetch, started } = held({ perHost: 1 });
    for (const url of ['https://a.example/1', 'https://a.example:444/1', 'https://a.example/2', 'none', 'neither']) {
      void fetch(url);
    }
    assert.deepEqual(started, ['https://a.example/1', 'https://a.example:444/1', 'none']);
  });

  it('lets no more wait than it was told', async () => {
    const { fetch, end } = held({ inAll: 1, waiting: 1 });
    void fetch(at('a', 1));
    void fetch(at('b', 1));
    await isRefused(fetch(at('c', 1)));
    await end(at('a', 1));
    void fetch(at('d', 1));
    await isRefused(fetch(at('e', 1)));
  });
});
