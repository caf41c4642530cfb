import assert from 'node:assert/strict';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { startBed, type Bed } from '../bed/bed.ts';
import { assertAccessible, desktop, newVisitor, phone, photograph, type Visitor } from '../bed/browser.ts';
import { startVerifier, type Verifier } from '../bed/verifier.ts';
import { newCoop, newWallet, type Wallet } from '../bed/wallet.ts';
import { startWebCoop, type WebCoop } from '../bed/web-coop.ts';
import { wpEval } from '../bed/wp-eval.ts';
import { logIn } from './log-in.ts';
import { ask, gateOf, waitUntilOpen } from './visit.ts';

const screen = '.coop-admin';

/** From the zip to an opened block, as somebody does it who has never heard of any of this; on WordPress 6.6. */
describe('setting up, from the zip to an opened block', function () {
  this.timeout(240_000);
  let bed: Bed;
  let coop: WebCoop;
  let verifier: Verifier;
  let admin: Visitor;
  let page: Page;
  let member: Wallet;
  let editLink: string;
  let published: string;

  before(async () => {
    bed = await startBed('beta');
    coop = await startWebCoop('Harvest Co-op');
    verifier = await startVerifier(bed.folder, coop.address);
    member = await newWallet();
    wpEval(
      bed,
      `require_once ABSPATH . 'wp-admin/includes/admin.php';
      deactivate_plugins( 'coop-credentials/coop-credentials.php' );
      WP_Filesystem();
      $GLOBALS['wp_filesystem']->delete( WP_PLUGIN_DIR . '/coop-credentials', true );
      return update_user_meta( 1, $GLOBALS['wpdb']->prefix . 'persisted_preferences', array(
        'core/edit-post' => array( 'welcomeGuide' => false ), 'core' => array( 'enableChoosePatternModal' => false ), '_modified' => gmdate( 'c' ) ) );`,
    );
    admin = await newVisitor(desktop);
    page = await admin.newPage();
    await logIn(page, bed.url);
  });

  after(async () => {
    await admin.leave();
    await verifier.stop();
    await coop.stop();
    await bed.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await photograph(page, 'failed');
  });

  const goOn = (): Promise<void> => page.getByRole('button', { name: 'Go on' }).click();
  const heading = (name: string): Locator => page.getByRole('heading', { name, exact: true });
  const hasFocus = (locator: Locator): Promise<boolean> =>
    locator.evaluate((element) => element === document.activeElement);

  it('begins with the zip, uploaded and activated', async () => {
    await page.goto(`${bed.url}/wp-admin/plugin-install.php?tab=upload`);
    await page.locator('input[type=file]').setInputFiles(bed.zip);
    await page.getByRole('button', { name: 'Install Now' }).click();
    await page.getByRole('link', { name: 'Activate Plugin' }).click();
    await page.getByRole('link', { name: 'Set up' }).waitFor();
    await photograph(page, '01-installed');
    await page.getByRole('link', { name: 'Set up' }).click();
    await heading('Connect this site').waitFor();
    await photograph(page, '02-set-up');
    await assertAccessible(page, screen);
  });

  it('says whose a code is before anything is sent, and what is wrong with one that is none', async () => {
    await page.getByLabel('Code for connecting').fill('not a code');
    await page.getByRole('button', { name: 'See whose it is' }).click();
    await page.locator(`${screen} [role=alert]`).waitFor();
    await assertAccessible(page, screen);
    await page.getByLabel('Code for connecting').fill(verifier.addSiteToPair('Autumn Federation', bed.url));
    await page.keyboard.press('Enter');
    const confirm = page.getByRole('group', { name: 'This code is of localhost' });
    await confirm.waitFor();
    assert.match(await confirm.innerText(), new RegExp(verifier.url));
    await photograph(page, '03-whose-code');
    await assertAccessible(page, screen);
  });

  it('connects, and shows that all is well', async () => {
    await page.getByRole('button', { name: 'Yes, connect' }).click();
    await page.getByText('Everything that is needed works.').waitFor();
    assert.ok(await hasFocus(heading('See that it works')));
    assert.ok((await page.locator('.coop-admin__check.is-good').count()) >= 3);
    assert.equal(await page.locator('.coop-admin__check.is-bad').count(), 0);
    await photograph(page, '04-works');
    await assertAccessible(page, screen);
    await goOn();
  });

  it('looks a co-op up by its web address, and shows the fingerprint that the co-op itself has', async () => {
    await heading('Whose members do you welcome?').waitFor();
    await page.getByLabel('Web address of the co-op').fill('nobody.example');
    await page.getByRole('button', { name: 'Look it up' }).click();
    await page.locator(`${screen} [role=alert]`).waitFor();
    await page.getByLabel('Web address of the co-op').fill(coop.address);
    await page.keyboard.press('Enter');
    const found = page.getByRole('group', { name: `Found at ${coop.address}` });
    await found.waitFor();
    assert.ok(await hasFocus(found));
    assert.equal(await found.locator('code').innerText(), coop.fingerprint);
    const name = found.getByLabel('Name of the co-op');
    assert.deepEqual([await name.inputValue(), await name.getAttribute('placeholder')], ['', coop.address]);
    await name.fill('Harvest Co-op');
    await found.getByLabel('Why you welcome its members').fill('our neighbours');
    await photograph(page, '05-is-it-them');
    await assertAccessible(page, screen);
    await found.getByRole('button', { name: 'It is them' }).click();
    await page.getByRole('button', { name: 'Take off the list: Harvest Co-op' }).waitFor();
    await photograph(page, '06-welcome');
    await goOn();
  });

  it('asks what they get, which of them, and for how long', async () => {
    await heading('What do they get?').waitFor();
    await page.getByLabel('What is behind the gate').fill('The members’ lounge');
    await page.getByLabel('A sentence that makes strangers').fill('Recipes, minutes and the plan for next season.');
    await page.getByLabel('Consumers').check();
    await page.getByLabel('Workers').check();
    await photograph(page, '07-what');
    await assertAccessible(page, screen);
    await goOn();
    await page.getByLabel('Open for').selectOption({ label: 'A week' });
    await photograph(page, '08-how-long');
    await assertAccessible(page, screen);
    await goOn();
  });

  it('survives leaving the page in the middle', async () => {
    await page.reload();
    await page.getByText('Everything that is needed works.').waitFor();
    await goOn();
    await page.getByRole('button', { name: 'Take off the list: Harvest Co-op' }).waitFor();
    await goOn();
    assert.equal(await page.getByLabel('What is behind the gate').inputValue(), 'The members’ lounge');
    await goOn();
    assert.equal(await page.getByLabel('Open for').inputValue(), 'P7D');
    await goOn();
  });

  it('sums it up in one sentence before it is made', async () => {
    const sentence = await page.locator('.coop-admin__sentence').innerText();
    assert.match(
      sentence,
      /^Consumer and worker members of Harvest Co-op may open “The members’ lounge” for 7 days at a time/,
    );
    await photograph(page, '09-summed-up');
    await assertAccessible(page, screen);
    await page.getByRole('button', { name: 'Yes, make this gate' }).click();
    await heading('Try it as a visitor').waitFor();
  });

  /** Plays the test member in the tab that its wallet opens; that tab and the first one both show what came of it. */
  const tryAs = async (button: string, outcome: RegExp, first: RegExp, name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Show my membership' }).click();
    await page.getByText('Use a wallet on this device').click();
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: /Test wallet/ }).click();
    const wallet = await opened;
    await wallet.getByRole('button', { name: button }).click();
    await wallet.getByText(outcome).first().waitFor();
    await page.getByText(first).waitFor();
    await photograph(wallet, name);
    await assertAccessible(wallet, screen);
    await wallet.close();
  };

  it('goes on from where the site is when set-up is opened again', async () => {
    await page.getByRole('button', { name: 'Show my membership' }).waitFor();
    await page.goto(`${bed.url}/wp-admin/admin.php?page=coop-credentials&view=setup`);
    await page.getByRole('button', { name: 'Show my membership' }).waitFor();
    assert.equal(await page.locator('[aria-current=step] h3').innerText(), 'Try it as a visitor');
  });

  it('is tried with the test member: let in, and nobody was', async () => {
    await page.getByRole('button', { name: 'Show my membership' }).waitFor();
    await photograph(page, '10-try');
    await assertAccessible(page, screen);
    await tryAs('Show the test membership', /It works/, /It works/, '11-tried');
    const grants = wpEval(
      bed,
      `return (int) $GLOBALS['wpdb']->get_var( 'SELECT COUNT(*) FROM wp_coop_credentials_grants' );`,
    );
    assert.equal(grants, 0);
  });

  it('is tried with a membership that has ended: refused, in words', async () => {
    await page.getByRole('button', { name: 'Try again' }).click();
    await tryAs('Show one that has ended', /Your membership ended/, /Not let in/, '12-tried-ended');
    await goOn();
  });

  it('makes a page with the gate by one click, and asks who helps visitors', async () => {
    await page.getByRole('button', { name: 'Make the page' }).click();
    const link = page.getByRole('link', { name: 'Write the page' });
    editLink = (await link.getAttribute('href')) ?? '';
    await page.getByLabel('E-mail address, or address of a page').fill('lounge@autumn.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    await photograph(page, '13-page-made');
    await assertAccessible(page, screen);
    await link.click();
  });

  it('is written and published in the editor', async () => {
    const canvas: FrameLocator = page.frameLocator('iframe[name=editor-canvas]');
    await canvas.getByText('Put here what only members read').click({ timeout: 60_000 });
    await page.keyboard.press('Control+A');
    await page.keyboard.type('The minutes are in the blue folder.');
    await photograph(page, '14-editor');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByLabel('Editor publish').getByRole('button', { name: 'Publish', exact: true }).click();
    const view = page.getByLabel('Editor publish').getByRole('link', { name: 'View Page' });
    published = (await view.getAttribute('href')) ?? '';
    assert.match(editLink, /post\.php\?post=\d+&action=edit$/);
  });

  it('is locked for a stranger, and opens for a member of the co-op, on a phone', async () => {
    const visitor = await newVisitor(phone);
    const front = await visitor.newPage();
    await front.goto(published);
    await gateOf(front).getByRole('button', { name: 'Show my membership' }).waitFor();
    assert.doesNotMatch(await front.content(), /blue folder/);
    await photograph(front, '15-locked-phone');
    const { crossDevice } = await ask(front, 'Open “The members’ lounge”');
    await gateOf(front).evaluate((gate) => gate.scrollIntoView());
    await photograph(front, '16-asking-phone');
    await member.answer(crossDevice.app, await coop.issue(member));
    await waitUntilOpen(front);
    assert.match(await gateOf(front).innerText(), /blue folder/);
    await photograph(front, '17-opened-phone');
    assert.deepEqual(visitor.complaints, []);
    await visitor.leave();
  });

  it('stays closed for a member of a co-op that is not welcome', async () => {
    const visitor = await newVisitor(desktop);
    const front = await visitor.newPage();
    await front.goto(published);
    const { crossDevice } = await ask(front, 'Open “The members’ lounge”');
    await gateOf(front).evaluate((gate) => gate.scrollIntoView());
    await photograph(front, '18-asking');
    const stranger = await newCoop('Nobody’s Co-op');
    const wallet = await newWallet();
    await wallet.answer(crossDevice.app, await stranger.issue(wallet));
    await gateOf(front).getByText('This site does not know').first().waitFor();
    const help = gateOf(front).getByRole('link', { name: /team/i });
    assert.match((await help.getAttribute('href')) ?? '', /^mailto:lounge@autumn\.example/);
    assert.doesNotMatch(await front.content(), /blue folder/);
    await photograph(front, '19-refused');
    await visitor.leave();
  });

  it('begins with the gates the next time', async () => {
    await page.goto(`${bed.url}/wp-admin/admin.php?page=coop-credentials`);
    await page.locator('h3').getByRole('link', { name: 'The members’ lounge' }).waitFor();
    await page.getByText('Stands in:').waitFor();
    await photograph(page, '20-gates');
    await assertAccessible(page, screen);
  });

  it('made the browser complain about nothing of this site but what was refused', () => {
    assert.deepEqual(
      admin.complaints.filter((complaint) => !/status of 4\d\d/.test(complaint) && !complaint.includes(verifier.url)),
      [],
    );
  });
});
