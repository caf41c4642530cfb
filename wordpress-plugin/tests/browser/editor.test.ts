import assert from 'node:assert/strict';
import type { FrameLocator, Page } from 'playwright-core';
import { assertAccessible, newVisitor, photograph, type Visitor } from '../bed/browser.ts';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { canary } from '../bed/pages.ts';
import { wpEval } from '../bed/wp-eval.ts';
import { logIn } from './log-in.ts';

describe('the block in the editor', function () {
  this.timeout(90_000);
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
    author = await newVisitor();
    page = await author.newPage();
    await logIn(page, site.bed.url);
    await page.goto(`${site.bed.url}/wp-admin/post-new.php?post_type=page`);
    canvas = page.frameLocator('iframe[name=editor-canvas]');
    await canvas.getByRole('textbox', { name: 'Add title' }).waitFor({ timeout: 60_000 });
  });

  after(() => author.leave());

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

  it('takes the rule by its name and says whether the service has it', async () => {
    await canvas.locator('.coop-gate').click({ position: { x: 4, y: 4 } });
    const rule = page.getByLabel('Name of the rule');
    if (!(await rule.isVisible())) await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await rule.fill('Members Lounge!');
    await page.getByRole('button', { name: 'Look whether it is there' }).click();
    await page.locator('.coop-gate__answer').getByText('A rule’s name has only letters').first().waitFor();
    assert.match(await canvas.locator('.coop-gate').innerText(), /Nobody reads this yet/);
    await rule.fill('members-loung');
    await page.getByRole('button', { name: 'Look whether it is there' }).click();
    await page.getByText('There is no rule of that name.').first().waitFor();
    await rule.fill('members-lounge');
    await page.getByRole('button', { name: 'Look whether it is there' }).click();
    await page.getByText('The service has this rule: Open the members’ lounge').first().waitFor();
    assert.match(await canvas.locator('.coop-gate').innerText(), /Only members read this/);
    await photograph(page, 'editor');
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

  it('made the browser complain about nothing', () => {
    assert.deepEqual(author.complaints, []);
  });
});
