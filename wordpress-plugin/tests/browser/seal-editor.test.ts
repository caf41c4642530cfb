import assert from 'node:assert/strict';
import type { FrameLocator, Page } from 'playwright-core';
import { assertAccessible, newVisitor, photograph, type Visitor } from '../bed/browser.ts';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { canary, gate, paragraph, publish } from '../bed/pages.ts';
import { phpString, wpEval } from '../bed/wp-eval.ts';
import { HttpVisitor } from './http-visitor.ts';
import { logIn } from './log-in.ts';

describe('a sealed part in the editor', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let author: Visitor;
  let page: Page;
  let canvas: FrameLocator;
  let address: string;

  const stored = (): string =>
    wpEval(site.bed, `return get_post( url_to_postid( ${phpString(address)} ) )->post_content;`) as string;

  const save = async (): Promise<void> => {
    const saved = page.waitForResponse(
      (response) => response.request().method() === 'POST' && /wp\/v2\/pages\/\d+/.test(response.url()),
    );
    await page.keyboard.press('Control+s');
    assert.equal((await saved).status(), 200);
    await page.getByText('Page updated.').first().waitFor();
  };

  before(async () => {
    site = await connectedBed();
    wpEval(
      site.bed,
      `return update_user_meta( 1, $GLOBALS['wpdb']->prefix . 'persisted_preferences', array(
        'core/edit-post' => array( 'welcomeGuide' => false ), 'core' => array( 'enableChoosePatternModal' => false ), '_modified' => gmdate( 'c' ) ) );`,
    );
    address = publish(site.bed, 'page', 'Sealed by hand', paragraph('Free words.') + gate(paragraph(`A ${canary}.`)));
    const id = wpEval(site.bed, `return url_to_postid( ${phpString(address)} );`) as number;
    author = await newVisitor();
    page = await author.newPage();
    await logIn(page, site.bed.url);
    await page.goto(`${site.bed.url}/wp-admin/post.php?post=${id}&action=edit`);
    canvas = page.frameLocator('iframe[name=editor-canvas]');
    await canvas.getByText(`A ${canary}.`).waitFor({ timeout: 60_000 });
  });

  after(() => author.leave());

  it('is sealed by one switch', async () => {
    assert.ok(stored().includes(canary));
    await canvas.locator('.coop-gate').click({ position: { x: 4, y: 4 } });
    const seal = page.getByRole('checkbox', { name: 'Seal this part' });
    if (!(await seal.isVisible())) await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await seal.check();
    await page.getByText('What is inside is kept apart from the page.').waitFor();
    await assertAccessible(page, '.block-editor-block-inspector');
    await photograph(page, 'sealed-in-editor');
    await save();
    assert.ok(!stored().includes(canary));
    assert.match(stored(), /"seal":"[0-9a-f]{32}"/);
  });

  it('is there as ever when the page is edited again, with nothing to save', async () => {
    await page.reload();
    await canvas.getByText(`A ${canary}.`).waitFor({ timeout: 60_000 });
    assert.equal(await canvas.locator('.block-editor-warning').count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Save', exact: true }).getAttribute('aria-disabled'), 'true');
  });

  it('is edited and saved as ever, and stays out of the page', async () => {
    await canvas.getByText(`A ${canary}.`).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' It sings.');
    await save();
    assert.ok(!stored().includes(canary));
    await page.reload();
    await canvas.getByText(`A ${canary}. It sings.`).waitFor({ timeout: 60_000 });
  });

  it('is locked for a stranger, and for everybody once the plugin is switched off', async () => {
    assert.ok(!(await new HttpVisitor(site.bed.url).get(address)).text.includes(canary));
    const toggle = (how: string): unknown =>
      wpEval(
        site.bed,
        `require_once ABSPATH . 'wp-admin/includes/plugin.php'; ${how}( 'coop-credentials/coop-credentials.php' ); return true;`,
      );
    toggle('deactivate_plugins');
    try {
      const { text } = await new HttpVisitor(site.bed.url).get(address);
      assert.match(text, /Free words\./);
      assert.ok(!text.includes(canary));
      for (const path of ['/wp-json/wp/v2/pages?per_page=100', `/?s=${canary}x`, '/feed/']) {
        assert.ok(!(await new HttpVisitor(site.bed.url).get(path)).text.includes(`A ${canary}. It sings.`), path);
      }
    } finally {
      toggle('activate_plugin');
    }
  });

  it('made the browser complain about nothing', () => {
    assert.deepEqual(author.complaints, []);
  });
});
