import assert from 'node:assert/strict';
import type { Bed } from '../bed/bed.ts';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { canary, gate, paragraph, publish } from '../bed/pages.ts';
import { newWallet } from '../bed/wallet.ts';
import { phpString, wpEval } from '../bed/wp-eval.ts';
import { HttpVisitor } from './http-visitor.ts';

const secret = paragraph(`Only members read of the ${canary}.`);

const mark = (id: string): string =>
  paragraph(`Words<sup data-fn="${id}" class="fn"><a href="#${id}" id="${id}-link">1</a></sup>`);

/** A post with a footnote and a sound, each on both sides of the gate. */
function publishWithFootnotes(bed: Bed): { noted: string; notedId: number } {
  const sound = (name: string): string => paragraph(`<a href="${bed.url}/${name}.mp3">A sound</a>`);
  const noted = publish(
    bed,
    'post',
    'A leaky footnote',
    gate(mark('inside') + sound(`of the ${canary}`.replaceAll(' ', '%20')) + sound(canary)) +
      mark('outside') +
      sound('public') +
      '<!-- wp:footnotes /-->',
  );
  const notes = [
    { id: 'inside', content: `A note of the ${canary}.` },
    { id: 'outside', content: 'A public note.' },
  ];
  const notedId = wpEval(
    bed,
    `$id = url_to_postid( ${phpString(noted)} );
    update_post_meta( $id, 'footnotes', wp_slash( ${phpString(JSON.stringify(notes))} ) );
    foreach ( array( ${phpString(canary)}, 'public' ) as $name ) {
      add_post_meta( $id, 'enclosure', home_url( "/$name.mp3" ) . "\n1\naudio/mpeg\n" );
    }
    return $id;`,
  ) as number;
  return { noted, notedId };
}

describe('what stands behind a gate', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let visitor: HttpVisitor;
  let post: string;
  let home: string;
  let surfaces: readonly string[];

  before(async () => {
    site = await connectedBed();
    const { bed } = site;
    home = bed.url;
    const inGroup = `<!-- wp:group --><div class="wp-block-group">${gate(secret)}</div><!-- /wp:group -->`;
    post = publish(bed, 'post', 'A leaky boat', paragraph('Free words.') + inGroup);
    const page = publish(bed, 'page', 'A leaky page', gate(secret));
    const pattern = wpEval(
      bed,
      `return wp_insert_post( wp_slash( array( 'post_type' => 'wp_block', 'post_status' => 'publish', 'post_title' => 'Pattern', 'post_content' => ${phpString(gate(secret))} ) ) );`,
    ) as number;
    const patternPage = publish(bed, 'page', 'A leaky pattern', `<!-- wp:block {"ref":${pattern}} /-->`);
    const { id, commentId } = wpEval(
      bed,
      `$id = url_to_postid( ${phpString(post)} );
      return array( 'id' => $id, 'commentId' => wp_insert_comment( array( 'comment_post_ID' => $id, 'comment_content' => 'A comment.', 'comment_approved' => 1 ) ) );`,
    ) as { id: number; commentId: number };
    const slug = new URL(post).pathname;
    const fullPosts = publish(
      bed,
      'page',
      'Leaky latest posts',
      '<!-- wp:latest-posts {"displayPostContent":true,"displayPostContentRadio":"full_post","postsToShow":20} /-->',
    );
    const cut = publish(
      bed,
      'post',
      'A leak by cutting',
      gate(`${paragraph('First.')}<!-- wp:nextpage --><!--nextpage--><!-- /wp:nextpage -->${secret}`),
    );
    const teaserless = publish(bed, 'post', 'A leak by more', gate(`<!--more-->\n<!--noteaser-->${secret}`));
    const { noted, notedId } = publishWithFootnotes(bed);
    surfaces = [
      slug,
      `${slug}embed/`,
      `${slug}feed/`,
      `${slug}?preview=true`,
      new URL(page).pathname,
      new URL(patternPage).pathname,
      new URL(fullPosts).pathname,
      `/wp-json/wp/v2/pages?slug=${new URL(fullPosts).pathname.replaceAll('/', '')}`,
      new URL(cut).pathname,
      `${new URL(cut).pathname}2/`,
      new URL(teaserless).pathname,
      new URL(noted).pathname,
      `/wp-json/wp/v2/posts/${notedId}`,
      '/',
      '/feed/',
      '/feed/rdf/',
      '/feed/atom/',
      '/feed/rss/',
      '/comments/feed/',
      '/category/uncategorized/',
      '/category/uncategorized/feed/',
      '/author/admin/',
      `/?s=${canary}`,
      `/?s=${canary}&feed=rss2`,
      `/?s=boat+-${canary}`,
      `/wp-json/wp/v2/posts/${id}`,
      '/wp-json/wp/v2/posts',
      `/wp-json/wp/v2/posts?search=${canary}`,
      `/wp-json/wp/v2/posts?search=${canary}&search_columns=post_content`,
      `/wp-json/wp/v2/search?search=${canary}`,
      '/wp-json/wp/v2/pages',
      `/wp-json/wp/v2/blocks/${pattern}`,
      '/wp-json/wp/v2/blocks',
      `/wp-json/wp/v2/posts/${id}/revisions`,
      `/wp-json/wp/v2/posts/${id}?context=edit`,
      `/wp-json/wp/v2/comments?post=${id}&_embed`,
      `/wp-json/wp/v2/comments/${commentId}?_embed`,
      `/wp-json/wp/v2/block-renderer/coop-credentials/gate?context=edit&post_id=${id}`,
      `/wp-json/oembed/1.0/embed?url=${encodeURIComponent(post)}`,
      '/wp-sitemap-posts-post-1.xml',
    ];
  });

  beforeEach(() => {
    visitor = new HttpVisitor(home);
  });

  /** Every address whose answer holds the word, a search form that repeats it apart. */
  async function leaks(): Promise<string[]> {
    const leaky: string[] = [];
    for (const path of surfaces) {
      const { text } = await visitor.get(path);
      if (text.includes(`of the ${canary}`)) leaky.push(path);
    }
    return leaky;
  }

  const openGate = async (): Promise<void> => {
    const { coop } = site;
    const member = await newWallet();
    await visitor.openGate(post, async (link) => member.answer(link, await coop.issue(member)));
  };

  it('is on no surface that a stranger can reach', async () => {
    assert.deepEqual(await leaks(), []);
  });

  it('takes no public footnote and no public sound along', async () => {
    const { text: page } = await visitor.get('/a-leaky-footnote/');
    assert.match(page, /<li value="2" id="outside">A public note\./);
    for (const feed of ['/feed/', '/feed/atom/']) {
      const { text } = await visitor.get(feed);
      assert.match(text, /(url|href)="[^"]*\/public\.mp3"/);
      assert.ok(!text.includes(`${canary}.mp3`), feed);
    }
  });

  it('is in no full post of “Latest Posts” that a contributor has rendered', () => {
    const { bed } = site;
    const html = wpEval(
      bed,
      `wp_set_current_user( wp_insert_user( array( 'user_login' => 'contributor', 'user_pass' => 'x', 'role' => 'contributor' ) ) );
      $request = new WP_REST_Request( 'GET', '/wp/v2/block-renderer/core/latest-posts' );
      $request->set_query_params( array( 'context' => 'edit', 'attributes' => array( 'displayPostContent' => true, 'displayPostContentRadio' => 'full_post', 'postsToShow' => 20 ) ) );
      return rest_do_request( $request )->get_data()['rendered'];`,
    ) as string;
    assert.match(html, /A leaky boat[\s\S]*Free words\.[\s\S]*Recipes, minutes/);
    assert.ok(!html.includes(canary));
  });

  it('is found by no search, so that guessing words tells nothing', async () => {
    for (const word of [canary, canary.slice(0, 6)]) {
      const found = await visitor.get(`/wp-json/wp/v2/search?search=${word}`);
      assert.deepEqual(JSON.parse(found.text), []);
    }
    const without = await visitor.get(`/wp-json/wp/v2/posts?search=boat+-${canary}`);
    assert.equal((JSON.parse(without.text) as unknown[]).length, 1);
  });

  it('reaches a member on pages only, and no feed, REST answer or embed', async () => {
    await openGate();
    const leaky = await leaks();
    assert.ok(leaky.includes(new URL(post).pathname));
    assert.deepEqual(
      leaky.filter((path) => /feed|wp-json|embed|sitemap/.test(path)),
      [],
    );
    for (const path of leaky) {
      assert.equal((await visitor.get(path)).headers.get('cache-control'), 'no-store, private', path);
    }
  });

  it('is on no surface for the next stranger after a member was there', async () => {
    assert.deepEqual(await leaks(), []);
  });

  it('leaves the locked page the same for everybody, with no cookie and nothing against caches', async () => {
    const [one, two] = [await visitor.get(post), await new HttpVisitor(home).get(post)];
    // WordPress takes Gravatar's servers by lot.
    const [first, second] = [one, two].map(({ text }) => text.replace(/\/\/\d\.gravatar\.com/g, '//gravatar.com'));
    assert.ok(first === second);
    assert.equal(one.headers.get('set-cookie'), null);
    assert.equal(one.headers.get('cache-control'), null);
  });

  it('costs a page without a gate no script and no style', async () => {
    const { text } = await visitor.get('/sample-page/');
    assert.ok(!text.includes('coop-credential'));
  });
});
