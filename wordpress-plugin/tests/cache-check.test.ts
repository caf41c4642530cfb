import assert from 'node:assert/strict';
import { startBadCache, type CacheManners } from './bed/bad-cache.ts';
import { bed, type Bed } from './bed/bed.ts';
import { wpEvalMeanwhile } from './bed/wp-eval.ts';

/** The self-test's look at the page cache, over HTTP, with this site behind one. */
describe('a page cache before the site', function () {
  this.timeout(60_000);
  let site: Bed;

  before(async () => {
    site = await bed();
  });

  const look = async (home: string): Promise<{ readonly state: string; readonly title: string }> =>
    (await wpEvalMeanwhile(
      site,
      `add_filter( 'home_url', static fn ( $url ) => str_replace( '${site.url}', '${home}', $url ) );
      return ( new CoopCredentials\\Checkup\\Cache_Check( new CoopCredentials\\Checkup\\Cache_Probe( wp_salt( 'nonce' ) ) ) )->run();`,
    )) as Awaited<ReturnType<typeof look>>;

  const manners: Record<CacheManners, [string, RegExp]> = {
    heeds: ['good', /stands before this site, and heeds/],
    'ignores cookies': ['warning', /locked page to those who were let in/],
    'keeps what is private': ['bad', /shows them to strangers/],
  };

  for (const [name, [state, title]] of Object.entries(manners)) {
    it(`is told by the self-test when it ${name}`, async () => {
      const cache = await startBadCache(site.url, name as CacheManners);
      try {
        const found = await look(cache.url);
        assert.equal(found.state, state, found.title);
        assert.match(found.title, title);
      } finally {
        await cache.stop();
      }
    });
  }

  it('is none where there is none', async () => {
    assert.match((await look(site.url)).title, /No page cache/);
  });

  it('cannot be tried through an address where nobody answers', async () => {
    assert.equal((await look('http://localhost:9')).state, 'warning');
  });

  it('keeps no page of the site for it: an address that was not signed here is not found', async () => {
    const { status } = await fetch(`${site.url}/coop-credentials-probe-0123456789abcdef-0123456789abcdef0123/`);
    assert.equal(status, 404);
  });
});
