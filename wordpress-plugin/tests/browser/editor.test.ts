import assert from 'node:assert/strict';
import type { FrameLocator, Page } from 'playwright-core';
import { assertAccessible, newVisitor, photograph, type Visitor } from '../bed/browser.ts';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { canary } from '../bed/pages.ts';
import { wpEval } from '../bed/wp-eval.ts';
import { logIn } from './log-in.ts';

describe('the block in the editor', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let author: Visitor;
  let page: Page;
  let canvas: FrameLocator;
  let published: string;

  before(async () => {
    site = await connectedBed();
    wpEval(
      site.bed,
      `return update_user_meta( 1, $GLOBALS['wpdb']->prefix . 'persisted_preferences', array(
        'core/edit-post' => array( 'welcomeGuide' => false ), 'core' => array( 'enableChoosePatternModal' => false ), '_modified' => gmdate( 'c' ) ) );`,
    );
    wpEval(
      site.bed,
      `$store = new CoopCredentials\\Gate\\Gate_Store( $GLOBALS['wpdb'], CoopCredentials\\Plugin::instance()->tables->gates() );
      $summary = 'Members of Harvest Co-op may open the members’ lounge for 30 days at a time.';
      return $store->save( new CoopCredentials\\Gate\\Stored_Gate( 'members-lounge', 'Members’ lounge', 'Recipes.', '{}', 1, $summary ) );`,
    );
    author = await newVisitor();
    page = await author.newPage();
    await logIn(page, site.bed.url);
    await page.goto(`${site.bed.url}/wp-admin/post-new.php?post_type=page`);
    canvas = page.frameLocator('iframe[name=editor-canvas]');
    await canvas.getByRole('textbox', { name: 'Add title' }).waitFor({ timeout: 60_000 });
  });

  after(async () => {
    wpEval(site.bed, `return $GLOBALS['wpdb']->query( 'DELETE FROM wp_coop_credentials_gates' );`);
    await author.leave();
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await photograph(page, 'failed');
  });

  it('is found in the inserter and put on the page', async () => {
    await canvas.getByRole('textbox', { name: 'Add title' }).fill('Lounge made by hand');
    await page.getByRole('button', { name: 'Toggle block inserter' }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill('membership');
    await page.getByRole('option', { name: 'Members’ gate' }).click();
    await page.getByRole('button', { name: 'Toggle block inserter' }).click();
    await canvas.getByRole('textbox', { name: 'What is behind the gate' }).waitFor();
  });

  it('takes what strangers read and what members read', async () => {
    await canvas.getByRole('textbox', { name: 'What is behind the gate' }).click();
    await page.keyboard.type('The members’ lounge');
    await canvas.getByRole('textbox', { name: 'A sentence for strangers' }).click();
    await page.keyboard.type('Recipes and minutes.');
    await canvas.locator('.coop-gate__content [data-type="core/paragraph"]').click();
    await page.keyboard.type(`Behind the gate sits a ${canary}.`);
    assert.match(await canvas.locator('.coop-gate').innerText(), /Nobody reads this yet/);
  });

  it('takes the gate from the list of this site’s gates, with what it means', async () => {
    await canvas.getByLabel('Gate', { exact: true }).selectOption({ label: 'Members’ lounge' });
    assert.match(await canvas.locator('.coop-gate').innerText(), /Only members read this/);
    await canvas.locator('.coop-gate').click({ position: { x: 4, y: 4 } });
    const picker = page.getByLabel('Gate', { exact: true });
    if (!(await picker.isVisible())) await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.locator('.coop-gate__answer').getByText('Members of Harvest Co-op may open').waitFor();
    await picker.selectOption({ label: 'Choose a gate' });
    assert.match(await canvas.locator('.coop-gate').innerText(), /Nobody reads this yet/);
    await picker.selectOption({ label: 'Members’ lounge' });
    await photograph(page, 'editor');
  });

  it('shows the part as a stranger and as a member sees it', async () => {
    const gate = canvas.locator('.coop-gate');
    for (const x of [20, 40]) await gate.hover({ position: { x, y: 10 } }); // Who typed sees the tools on moving on.
    await page.getByRole('button', { name: 'As a stranger' }).click();
    assert.match(await gate.innerText(), /Recipes and minutes.*Show my membership/s);
    assert.doesNotMatch(await gate.innerText(), new RegExp(canary));
    await photograph(page, 'editor-stranger');
    await page.getByRole('button', { name: 'As a member' }).click();
    assert.match(await gate.innerText(), new RegExp(canary));
    assert.doesNotMatch(await gate.innerText(), /Recipes and minutes/);
    await photograph(page, 'editor-member');
    await page.getByRole('button', { name: 'As a member' }).click();
    assert.match(await gate.innerText(), /Everybody reads this/i);
  });

  it('is accessible, block and sidebar', async () => {
    await assertAccessible(page, '.block-editor-block-inspector');
  });

  it('is published and stays locked for a stranger', async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByLabel('Editor publish').getByRole('button', { name: 'Publish', exact: true }).click();
    const link = page.getByLabel('Editor publish').getByRole('link', { name: 'View Page' });
    published = (await link.getAttribute('href')) ?? '';
    const html = await (await fetch(published)).text();
    assert.match(html, /The members’ lounge/);
    assert.match(html, /<coop-credential-request/);
    assert.ok(!html.includes(canary));
  });

  it('loads again without a warning', async () => {
    await page.reload();
    await canvas.locator('.coop-gate').waitFor();
    assert.match(await canvas.locator('.coop-gate').innerText(), new RegExp(canary));
    assert.equal(await canvas.locator('.block-editor-warning').count(), 0);
  });

  it('takes the gate’s short name where the list cannot be had', async () => {
    await page.route('**/coop-credentials/v1/gates*', (route) => route.abort());
    await page.reload();
    await canvas.locator('.coop-gate').click({ position: { x: 4, y: 4 } });
    const field = page.getByLabel('Gate', { exact: true });
    assert.equal(await field.inputValue(), 'members-lounge');
    await field.fill('Members Lounge!');
    await page.getByText('A gate’s short name has only letters').first().waitFor();
    assert.match(await canvas.locator('.coop-gate').innerText(), /Nobody reads this yet/);
    await field.fill('members-lounge');
    await page.unroute('**/coop-credentials/v1/gates*');
    author.complaints.splice(0, Infinity, ...author.complaints.filter((said) => !said.includes('ERR_FAILED')));
  });

  it('shows what a stored gate says as text, never as HTML', async () => {
    const id = wpEval(
      site.bed,
      `kses_remove_filters(); // As if it had come in by an import.
      $attributes = array( 'policy' => 'members-lounge', 'label' => 'Tea & <img src=x onerror="window.top.coopRan=1">', 'teaser' => '<b onmouseover=1>' );
      return wp_insert_post( wp_slash( array( 'post_type' => 'page', 'post_status' => 'draft', 'post_author' => 1, 'post_title' => 'Hostile',
        'post_content' => get_comment_delimited_block_content( 'coop-credentials/gate', $attributes, '' ) ) ) );`,
    ) as number;
    await page.goto(`${site.bed.url}/wp-admin/post.php?post=${id}&action=edit`);
    const gate = canvas.locator('.coop-gate');
    await gate.click({ position: { x: 4, y: 4 } });
    await page.getByRole('button', { name: 'As a stranger' }).click();
    await gate.getByText('<b onmouseover=1>').waitFor();
    assert.match(await gate.innerText(), /Tea & <img src=x/);
    assert.equal(await gate.locator('img').count(), 0);
    assert.equal(await page.evaluate(() => 'coopRan' in window), false);
  });

  it('closes a whole page by its settings', async () => {
    await page.goto(`${site.bed.url}/wp-admin/post-new.php?post_type=page`);
    await canvas.getByRole('textbox', { name: 'Add title' }).fill('Closed as a whole');
    await page.keyboard.press('Enter');
    await page.keyboard.type(`All of it is a ${canary}.`);
    const tab = page.getByRole('tab', { name: 'Page' });
    if (!(await tab.isVisible())) await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await tab.click();
    await page.getByRole('button', { name: 'For members only' }).click();
    await page.getByLabel('Close all of it with').selectOption({ label: 'Members’ lounge' });
    await page.getByText('Everybody sees the title and the gate').waitFor();
    await photograph(page, 'editor-whole-page');
    await assertAccessible(page, '.coop-gate-panel');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByLabel('Editor publish').getByRole('button', { name: 'Publish', exact: true }).click();
    const link = page.getByLabel('Editor publish').getByRole('link', { name: 'View Page' });
    const html = await (await fetch((await link.getAttribute('href')) ?? '')).text();
    assert.match(html, /<coop-credential-request/);
    assert.ok(!html.includes(canary));
  });

  it('offers gates for downloads, offers and videos, and a pattern to start from', async () => {
    await page.goto(`${site.bed.url}/wp-admin/post-new.php?post_type=page`);
    await canvas.getByRole('textbox', { name: 'Add title' }).fill('To start from');
    await page.getByRole('button', { name: 'Toggle block inserter' }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill('members');
    for (const name of ['Members’ download', 'Members’ offer', 'Members’ video']) {
      await page.getByRole('option', { name }).waitFor();
    }
    await photograph(page, 'editor-inserter');
    await page.getByRole('option', { name: 'A part for members' }).click();
    await canvas.getByText('Put here what only members read').waitFor();
    assert.equal(await canvas.locator('.coop-gate').count(), 1);
    assert.equal(await canvas.locator('.block-editor-warning').count(), 0);
  });

  it('made the browser complain about nothing of ours', () => {
    // The inserter also asks WordPress' directory of blocks, which is not there in the bed.
    assert.deepEqual(
      author.complaints.filter((complaint) => !complaint.includes('/block-directory/')),
      [],
    );
  });
});
