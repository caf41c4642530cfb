import assert from 'node:assert/strict';
import { useClassicTheme } from '../bed/classic-theme.ts';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { places, publishGatedPosts, roles, secret, type GatedPost } from '../bed/gated-posts.ts';
import { startPageCache, type PageCache } from '../bed/page-cache.ts';
import { canary, publish } from '../bed/pages.ts';
import {
  adminSearches,
  commonSurfaces,
  mainSurfacesOf,
  pagesAboutPosts,
  surfacesOf,
  xmlRpcCalls,
  xmlRpcComments,
} from '../bed/surfaces.ts';
import { newWallet } from '../bed/wallet.ts';
import { wpEval } from '../bed/wp-eval.ts';
import { Account } from './account.ts';
import { HttpVisitor } from './http-visitor.ts';

const atOnce = 4;

describe('a crawl for what stands behind gates, in posts by each role', function () {
  this.timeout(180_000);
  let site: ConnectedBed;
  let home: string;
  let posts: readonly GatedPost[];
  let surfaces: readonly string[];
  let cache: PageCache;

  before(async () => {
    site = await connectedBed();
    home = site.bed.url;
    posts = publishGatedPosts(site.bed);
    wpEval(
      site.bed,
      `return wp_insert_user( array( 'user_login' => 'leak-subscriber', 'user_pass' => 'leak-subscriber', 'role' => 'subscriber' ) );`,
    );
    const pages = Object.entries(pagesAboutPosts).map(([title, content]) => publish(site.bed, 'page', title, content));
    const sealed = wpEval(
      site.bed,
      `return get_posts( array( 'post_type' => 'coop_sealed', 'post_status' => 'any', 'numberposts' => -1, 'fields' => 'ids' ) );`,
    ) as number[];
    assert.ok(sealed.length >= roles.length);
    surfaces = [
      ...posts.flatMap((post) => (post.role === 'administrator' ? surfacesOf : mainSurfacesOf)(post, home)),
      ...commonSurfaces,
      ...pages.map((page) => new URL(page).pathname),
      ...sealed.flatMap((id) => [`/?p=${id}`, `/?page_id=${id}`, `/wp-json/wp/v2/posts/${id}`]),
    ];
    cache = await startPageCache(home);
  });

  after(() => cache.stop());

  /** Every address whose answer holds the words. */
  async function leaks(visitor: HttpVisitor, paths = surfaces): Promise<string[]> {
    const waiting = [...paths];
    const leaky: string[] = [];
    const crawl = async (): Promise<void> => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        if ((await visitor.get(path)).text.includes(secret)) leaky.push(path);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, crawl));
    return leaky.sort();
  }

  const stranger = (): HttpVisitor => new HttpVisitor(home);
  const strangerAtCache = (): HttpVisitor => new HttpVisitor(home, cache.url);

  async function member(via = home): Promise<HttpVisitor> {
    const visitor = new HttpVisitor(home, via);
    const wallet = await newWallet();
    const page = home + (posts[0]?.path ?? '');
    await visitor.openGate(page, async (link) => wallet.answer(link, await site.coop.issue(wallet)));
    return visitor;
  }

  it('asks at more than forty kinds of address, for every place of a gate and every role', () => {
    assert.ok(surfaces.length > 40);
    assert.equal(posts.length, roles.length * places.length - 1); // Contributors publish no patterns.
  });

  it('finds nothing as a stranger', async () => {
    assert.deepEqual(await leaks(stranger()), []);
  });

  it('finds nothing as a stranger before whom a cache stands, filling it', async () => {
    assert.deepEqual(await leaks(strangerAtCache()), []);
    assert.deepEqual(await leaks(strangerAtCache()), []);
    assert.ok(cache.hits() > 100);
  });

  for (const through of ['no cache', 'the cache']) {
    it(`finds it as a member on pages only, each kept out of caches (${through})`, async () => {
      cache.clear();
      const visitor = await member(through === 'no cache' ? home : cache.url);
      const leaky = await leaks(visitor);
      for (const { path, place, role } of posts) assert.ok(leaky.includes(path), `${place} by ${role} stays locked`);
      assert.deepEqual(
        leaky.filter((path) => /feed|wp-json|rest_route|embed|sitemap|wp-admin/.test(path)),
        [],
      );
      for (const path of leaky) {
        assert.equal((await visitor.get(path)).headers.get('cache-control'), 'no-store, private', path);
      }
    });

    it(`finds nothing as the next stranger (${through})`, async () => {
      assert.deepEqual(await leaks(through === 'no cache' ? stranger() : strangerAtCache()), []);
    });
  }

  it('finds nothing where a badly set cache keeps what it must not, once gates open by POST only', async () => {
    const bad = await startPageCache(home, { ignoresHeaders: true });
    const setOnly = (value: string): unknown =>
      wpEval(site.bed, `return update_option( 'coop_credentials_open_only_by_post', '${value}', true );`);
    setOnly('1');
    try {
      const visitor = await member(bad.url);
      const path = posts[0]?.path ?? '';
      assert.ok(!(await visitor.get(path)).text.includes(secret));
      const opened = await visitor.post(path, new URLSearchParams({ coop_credentials: 'open' }));
      assert.ok(opened.text.includes(secret));
      assert.equal(opened.headers.get('cache-control'), 'no-store, private');
      assert.ok(!(await new HttpVisitor(home, bad.url).get(path)).text.includes(secret));
    } finally {
      setOnly('');
      await bad.stop();
    }
  });

  it('finds nothing as a stranger in a classic theme, and as a member every place opens there too', async () => {
    const theme = useClassicTheme(site.bed);
    try {
      const paths = surfaces.filter((path) => !/wp-json|rest_route|sitemap|wp-admin/.test(path));
      assert.deepEqual(await leaks(stranger(), paths), []);
      const locked = await stranger().get(posts.find(({ place }) => place === 'shortcode')?.path ?? '');
      assert.match(locked.text, /<coop-credential-request/);
      assert.match(locked.text, /build\/coop-credential-request\.js/);
      const visitor = await member();
      for (const { path, place, role } of posts) {
        const { text, headers } = await visitor.get(path);
        assert.ok(text.includes(secret), `${place} by ${role} stays locked`);
        assert.equal(headers.get('cache-control'), 'no-store, private');
      }
    } finally {
      theme.back();
    }
  });

  it('finds no word by guessing, in no search and by no count', async () => {
    for (const path of ['posts', 'search']) {
      for (const words of [canary, canary.slice(0, 5), `leak+${canary}`]) {
        const { text } = await stranger().get(`/wp-json/wp/v2/${path}?search=${words}`);
        assert.deepEqual(JSON.parse(text), [], `${path} ${words}`);
      }
    }
    const [all, without] = await Promise.all(
      ['leak', `leak+-${canary}`].map(async (words) =>
        (await stranger().get(`/wp-json/wp/v2/posts?search=${words}`)).headers.get('x-wp-total'),
      ),
    );
    assert.equal(without, all);
    const comments = await stranger().get(`/wp-json/wp/v2/comments?search=${canary}`);
    assert.deepEqual(JSON.parse(comments.text), []);
  });

  it('gives every stranger the same page, byte for byte, with no cookie', async () => {
    for (const { path } of posts.filter(({ role }) => role === 'administrator')) {
      const [one, two] = [await stranger().get(path), await stranger().get(path)];
      const [first, second] = [one, two].map(({ text }) => text.replace(/\/\/\d\.gravatar\.com/g, '//gravatar.com'));
      assert.ok(first === second, path);
      assert.equal(one.headers.get('set-cookie'), null);
      assert.equal(one.headers.get('cache-control'), null, path);
    }
  });

  it('finds nothing over XML-RPC, without and with the password of a contributor', async () => {
    const others = posts.filter(({ role }) => role === 'administrator');
    for (const user of ['nobody', 'leak-contributor']) {
      for (const { id, path } of others) {
        for (const method of xmlRpcCalls) {
          const { status, text } = await stranger().post(
            '/xmlrpc.php',
            xmlRpc(method, id, user, home + path),
            'text/xml',
          );
          assert.equal(status, 200);
          assert.match(text, /<methodResponse>/);
          assert.ok(!text.includes(secret), `${method} by ${user}`);
        }
      }
    }
  });

  for (const user of ['leak-subscriber', 'leak-contributor']) {
    it(`finds no comment by asking XML-RPC for what is approved, as ${user}`, async () => {
      for (const { id, place } of posts.filter(({ role }) => role === 'administrator')) {
        const { text } = await stranger().post('/xmlrpc.php', xmlRpcComments(id, user), 'text/xml');
        assert.match(text, /<methodResponse>\s*<params>/);
        assert.equal(text.includes('comment_id'), !['post', 'category', 'tag'].includes(place), place);
        assert.ok(!text.includes(secret), place);
      }
    });

    it(`finds no word in the searches of wp-admin's dialogues, as ${user}`, async () => {
      const account = await Account.logIn(site.bed, user, user);
      for (const { action, words, nonce, nonceOf } of adminSearches) {
        const search = (text: string): Promise<string> =>
          account.post('/wp-admin/admin-ajax.php', { action, [words]: text, [nonce]: account.nonce(nonceOf) });
        assert.match(await search('Leak post'), /Leak post of editor/, action);
        assert.doesNotMatch(await search(canary), /Leak \w+ of/, action);
      }
    });
  }

  it('finds no comment in the search of wp-admin, as a contributor', async () => {
    const account = await Account.logIn(site.bed, 'leak-contributor', 'leak-contributor');
    const found = async (words: string): Promise<number> => {
      const html = await account.get(`/wp-admin/edit-comments.php?s=${words}`);
      assert.match(html, /id="comments-form"/);
      return Number(/displaying-num">(\d+)/.exec(html)?.[1] ?? 0);
    };
    assert.ok((await found('comment')) > 0);
    assert.equal(await found(canary), 0);
  });

  it('finds nothing as a contributor over REST, in posts of others', () => {
    const found = wpEval(
      site.bed,
      `wp_set_current_user( get_user_by( 'login', 'leak-contributor' )->ID );
      $leaky = array();
      foreach ( json_decode( '${JSON.stringify(posts.filter(({ role }) => role !== 'contributor').map(({ id }) => id))}' ) as $id ) {
        foreach ( array( "/wp/v2/posts/$id", "/wp/v2/posts/$id/revisions", "/wp/v2/posts/$id/autosaves", '/wp/v2/block-renderer/core/post-content', '/wp/v2/comments' ) as $route ) {
          foreach ( array( 'view', 'edit', 'embed' ) as $context ) {
            $request = new WP_REST_Request( 'GET', $route );
            $request->set_query_params( array( 'context' => $context, 'post_id' => $id, 'post' => $id, 'search' => '' ) );
            if ( str_contains( wp_json_encode( rest_do_request( $request )->get_data() ), ${JSON.stringify(canary)} ) ) $leaky[] = "$route $context";
          }
        }
      }
      return $leaky;`,
    );
    assert.deepEqual(found, []);
  });
});

/** The arguments in the order that most methods take them: blog, user, password, post. */
function xmlRpc(method: string, id: number, user: string, url: string): string {
  const text = (value: string): string => `<param><value><string>${value}</string></value></param>`;
  const number = (value: number): string => `<param><value><int>${value}</int></value></param>`;
  const params = method.startsWith('pingback')
    ? text(url)
    : method === 'blogger.getPost'
      ? text('') + number(id) + text(user) + text(user)
      : method.startsWith('metaWeblog.getPost') || method === 'mt.getPostCategories'
        ? number(id) + text(user) + text(user)
        : method === 'wp.getPage'
          ? number(1) + number(id) + text(user) + text(user)
          : method === 'mt.getTrackbackPings'
            ? number(id) // WordPress puts more than this one into its query unread, with a notice.
            : number(1) + text(user) + text(user) + number(id);
  return `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${params}</params></methodCall>`;
}
