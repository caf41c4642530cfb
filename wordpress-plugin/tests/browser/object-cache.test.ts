import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { canary, gate, paragraph, publish } from '../bed/pages.ts';
import { newWallet } from '../bed/wallet.ts';
import { phpString, wpEval } from '../bed/wp-eval.ts';
import { HttpVisitor } from './http-visitor.ts';

const lounge = 'members-lounge';

/** What is searched for, and beside it what no search box repeats. */
const secret = `${canary} sings softly`;
const rest = 'sings softly';

describe('a site with a persistent object cache', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let content: string;
  let page: string;
  let closed: string;

  before(async () => {
    site = await connectedBed();
    content = join(site.bed.root, 'wp-content');
    cpSync(join(import.meta.dirname, '../bed/object-cache.php'), join(content, 'object-cache.php'));
    page = publish(site.bed, 'post', 'Kept', gate(paragraph(secret)));
    closed = publish(site.bed, 'post', 'Kept as a whole', paragraph(secret));
    inside(
      `update_post_meta( ${idOf(closed)}, '_coop_credentials_gate', ${phpString(lounge)} );
      return wp_insert_comment( array( 'comment_post_ID' => ${idOf(closed)}, 'comment_content' => ${phpString(secret)}, 'comment_approved' => 1 ) );`,
    );
  });

  after(() => {
    for (const name of ['object-cache.php', 'kept-objects', 'mu-plugins/few-calls.php'])
      rmSync(join(content, name), { recursive: true, force: true });
    inside(`foreach ( array( ${idOf(page)}, ${idOf(closed)} ) as $id ) { wp_delete_post( $id, true ); } return true;`);
  });

  const inside = (code: string): unknown => wpEval(site.bed, code);
  const idOf = (url: string): number => inside(`return url_to_postid( ${phpString(url)} );`) as number;
  const stranger = (): HttpVisitor => new HttpVisitor(site.bed.url);

  const surfaces = (): string[] => [
    ...[page, closed, `${closed}feed/`, '/', '/feed/', '/comments/feed/', `/?s=${canary}`],
    ...['posts', 'comments', 'search'].map((name) => `/wp-json/wp/v2/${name}?search=${canary}`),
    `/wp-json/wp/v2/posts/${idOf(page)}`,
  ];

  const assertClosed = async (when: string): Promise<void> => {
    for (const path of surfaces()) {
      const { text } = await stranger().get(path);
      assert.ok(!text.includes(rest), `${path} ${when}`);
      if (path.includes('search=') || path.includes('?s=')) assert.doesNotMatch(text, /Kept/, `${path} ${when}`);
    }
  };

  it('keeps more than a request’s worth', async () => {
    await stranger().get(page);
    assert.ok(readdirSync(join(content, 'kept-objects')).length > 20);
    assert.equal(inside('return wp_using_ext_object_cache();'), true);
  });

  it('gives strangers nothing of what a member, an editor and a moderator made it keep', async () => {
    await assertClosed('before anybody');
    const [member, wallet] = [stranger(), await newWallet()];
    await member.openGate(page, async (link) => wallet.answer(link, await site.coop.issue(wallet)));
    for (const path of [page, closed]) assert.ok((await member.get(path)).text.includes(rest), path);
    await assertClosed('after a member');

    const seen = inside(
      `wp_set_current_user( 1 );
      $found = new WP_Query( array( 's' => ${phpString(canary)} ) );
      $get = function ( $path ) { $request = new WP_REST_Request( 'GET', $path ); $request->set_query_params( array( 'search' => ${phpString(canary)} ) ); return count( rest_do_request( $request )->get_data() ); };
      return array( $found->found_posts > 1, $get( '/wp/v2/posts' ) > 1, $get( '/wp/v2/comments' ) > 0, $get( '/wp/v2/search' ) > 1 );`,
    );
    assert.deepEqual(seen, [true, true, true, true]);
    await assertClosed('after an editor');
  });

  it('closes at once what is put behind a gate, and who was let in is out at once', async () => {
    const late = publish(site.bed, 'post', 'Kept late', paragraph(secret));
    assert.ok((await stranger().get(`/?s=${canary}`)).text.includes('Kept late'));
    inside(
      `wp_set_object_terms( ${idOf(late)}, array( wp_insert_term( 'Members', 'category' )['term_id'] ), 'category' );
      return update_term_meta( get_term_by( 'name', 'Members', 'category' )->term_id, '_coop_credentials_gate', ${phpString(lounge)} );`,
    );
    assert.ok(!(await stranger().get(late)).text.includes(rest));
    assert.ok(!(await stranger().get(`/?s=${canary}`)).text.includes('Kept late'));

    const [member, wallet] = [stranger(), await newWallet()];
    await member.openGate(late, async (link) => wallet.answer(link, await site.coop.issue(wallet)));
    assert.ok((await member.get(late)).text.includes(rest));
    inside(
      `global $wpdb; return $wpdb->query( "UPDATE wp_coop_credentials_grants SET state = 'ended' ORDER BY id DESC LIMIT 1" );`,
    );
    assert.ok(!(await member.get(late)).text.includes(rest));
    inside(
      `wp_delete_term( get_term_by( 'name', 'Members', 'category' )->term_id, 'category' ); return wp_delete_post( ${idOf(late)}, true );`,
    );
  });

  it('shows what the team writes about a gate at once', async () => {
    const bare = publish(site.bed, 'page', 'Bare', `[coop_gate gate="${lounge}"]${secret}[/coop_gate]`);
    for (const words of ['Apples and pears', 'Plums']) {
      inside(
        `global $wpdb; $now = '2026-01-01 00:00:00';
        return $wpdb->replace( 'wp_coop_credentials_gates', array( 'policy' => ${phpString(lounge)}, 'name' => ${phpString(words)}, 'teaser' => '', 'document' => '{}', 'version' => 1, 'summary' => '', 'created_at' => $now, 'updated_at' => $now ) );`,
      );
      assert.match((await stranger().get(bare)).text, new RegExp(words));
    }
    inside(
      `global $wpdb; wp_delete_post( ${idOf(bare)}, true ); return $wpdb->query( 'DELETE FROM wp_coop_credentials_gates' );`,
    );
  });

  it('counts the calls of an address in it, and in no option', async () => {
    mkdirSync(join(content, 'mu-plugins'), { recursive: true });
    writeFileSync(
      join(content, 'mu-plugins/few-calls.php'),
      `<?php add_filter( 'coop_credentials_rate_limit', fn() => 3 ); add_filter( 'coop_credentials_visitor_address', fn() => '192.0.2.77' );`,
    );
    const counted = (): string =>
      site.bed.database.query(
        `USE wordpress; SELECT COUNT(*), SUM(option_value) FROM wp_options WHERE option_name LIKE '\\_transient\\_coop%rate%'`,
      );
    const before = counted();
    const answers: unknown[] = [];
    for (let call = 0; call < 8; call += 1) answers.push((await stranger().collect(page, {})).code);
    assert.ok(answers.includes('rate_limited')); // Also where a new minute begins meanwhile.
    assert.notEqual(answers[0], 'rate_limited');
    assert.equal(counted(), before);
  });
});
