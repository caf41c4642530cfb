import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { canary, gate, paragraph, publish } from '../bed/pages.ts';
import { newWallet } from '../bed/wallet.ts';
import { phpString, wpEval } from '../bed/wp-eval.ts';
import { HttpVisitor } from './http-visitor.ts';

const theme: Readonly<Record<string, string>> = {
  'style.css': '/*\nTheme Name: Bed Classic\n*/',
  'functions.php': `<?php register_sidebar( array( 'id' => 'side', 'name' => 'Side' ) );`,
  'index.php': `<?php get_header(); while ( have_posts() ) { the_post(); the_title( '<h1>', '</h1>' ); the_content(); } dynamic_sidebar( 'side' ); get_footer();`,
  'header.php': `<!DOCTYPE html><html <?php language_attributes(); ?>><head><?php wp_head(); ?></head><body><?php flush(); ?>`,
  'footer.php': `<?php wp_footer(); ?></body></html>`,
};

describe('a classic theme with a gate in a widget', function () {
  this.timeout(30_000);
  let site: ConnectedBed;
  let page: string;

  before(async () => {
    site = await connectedBed();
    const folder = join(site.bed.root, 'wp-content/themes/bed-classic');
    mkdirSync(folder);
    for (const [name, text] of Object.entries(theme)) writeFileSync(join(folder, name), text);
    page = publish(site.bed, 'page', 'A page without a gate', paragraph('Free words.'));
    wpEval(
      site.bed,
      `switch_theme( 'bed-classic' );
      update_option( 'widget_block', array( 2 => array( 'content' => ${phpString(gate(paragraph(`Sung by the ${canary}.`)))} ), '_multiwidget' => 1 ) );
      update_option( 'sidebars_widgets', array( 'side' => array( 'block-2' ), 'array_version' => 3 ) );
      return true;`,
    );
  });

  after(() => {
    wpEval(site.bed, `switch_theme( 'twentytwentyfour' ); return true;`);
  });

  it('is locked for a stranger, with its script', async () => {
    const { text, headers } = await new HttpVisitor(site.bed.url).get(page);
    assert.match(text, /<coop-credential-request/);
    assert.match(text, /build\/coop-credential-request\.js/);
    assert.ok(!text.includes(canary));
    assert.equal(headers.get('cache-control'), null);
  });

  it('opens for a member, kept out of caches though the theme had sent its head already', async () => {
    const visitor = new HttpVisitor(site.bed.url);
    const member = await newWallet();
    await visitor.openGate(page, async (link) => member.answer(link, await site.coop.issue(member)));
    const { text, headers } = await visitor.get(page);
    assert.ok(text.includes(canary));
    assert.equal(headers.get('cache-control'), 'no-store, private');
  });
});
