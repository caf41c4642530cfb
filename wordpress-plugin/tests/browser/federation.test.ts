import assert from 'node:assert/strict';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { assertAccessible, desktop, newVisitor, phone, photograph, type Visitor } from '../bed/browser.ts';
import { connectedBed, useKey, type ConnectedBed } from '../bed/connected.ts';
import { startFollowedList } from '../bed/federation.ts';
import { canary, gate, paragraph, publish } from '../bed/pages.ts';
import { newWallet } from '../bed/wallet.ts';
import { wpEval, wpEvalMeanwhile } from '../bed/wp-eval.ts';
import { logIn } from './log-in.ts';
import { ask, gateOf, waitUntilOpen } from './visit.ts';

const screen = '.coop-admin';
const hour = 3_600_000;
/** Names that would be markup, script, an attribute's end or a shortcode, were they not text. */
const hostile = `<img src=x onerror="window.hacked=1">"'><script>window.hacked=2</script>[gallery]`;

describe('a federation’s list on a site', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let list: Awaited<ReturnType<typeof startFollowedList>>;
  let admin: Visitor;
  let page: Page;
  let lounge: string;
  let welcome: string;

  before(async () => {
    site = await connectedBed();
    const others = Array.from({ length: 44 }, (_, index) => ({
      id: `did:web:coop-${index}.example`,
      name: `Co-op ${String(index).padStart(2, '0')}`,
      url: `https://coop-${index}.example/`,
    }));
    list = await startFollowedList(site.bed.url, [
      {
        id: site.coop.did,
        name: 'Harvest Housing Co-op',
        legalName: 'Harvest Housing Ltd',
        url: 'https://harvest.coop/',
      },
      {
        id: 'did:web:mallory.example',
        name: `Mallory ${hostile}`,
        legalName: `Legal ${hostile}`,
        url: 'https://mallory.example/"onmouseover="window.hacked=3',
        image: 'https://mallory.example/logo.svg',
        evidence: [{ name: `Evidence ${hostile}` }],
      },
      ...others,
    ]);
    wpEval(site.bed, `return $GLOBALS['wpdb']->query( 'DELETE FROM wp_coop_credentials_gates' );`);
    useKey(site.bed, list.service.url, list.key);
    admin = await newVisitor(desktop);
    page = await admin.newPage();
    await logIn(page, site.bed.url);
  });

  after(async () => {
    useKey(site.bed, site.verifier.url, site.key);
    wpEval(site.bed, `return $GLOBALS['wpdb']->query( 'DELETE FROM wp_coop_credentials_gates' );`);
    await admin.leave();
    await list.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await photograph(page, 'failed');
  });

  const view = (name: string, more = ''): string =>
    `${site.bed.url}/wp-admin/admin.php?page=coop-credentials&view=${name}${more}`;
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const rows = (): Locator => page.locator('.coop-admin__listed-coop');
  const isHacked = (of: Page): Promise<boolean> => of.evaluate(() => 'hacked' in window);
  /** What the public page remembers of the list. */
  const forget = (): unknown =>
    wpEval(
      site.bed,
      `return $GLOBALS['wpdb']->query( "DELETE FROM wp_options WHERE option_name LIKE '%coop_credentials_list_%'" );`,
    );

  describe('in the picker', () => {
    it('is chosen as a whole, and says how many it recognises', async () => {
      await page.goto(view('gates', '&gate=new'));
      await page.getByLabel('What is behind the gate').fill('The members’ lounge');
      await page.getByLabel('All co-ops that Autumn Federation recognises: 46 now').check();
      await page.getByText(/^Members of the co-ops recognised by Autumn Federation/).waitFor();
      await assertAccessible(page, screen);
    });

    it('shows whom it names, by pages, each with how it stands and why', async () => {
      await button('See whom Autumn Federation recognises').click();
      await page.getByText('46 co-ops').waitFor();
      assert.equal(await rows().count(), 20);
      await page.getByText('Page 1 of 3').waitFor();
      await page.getByRole('group', { name: 'Co-ops on the list' }).getByRole('button', { name: 'Go on' }).click();
      await page.getByText('Page 2 of 3').waitFor();
      await page.getByText('Federations', { exact: true }).evaluate((legend) => legend.scrollIntoView());
      await page.mouse.wheel(0, -40); // Below WordPress’ own bar.
      await photograph(page, 'list-picker');
      await assertAccessible(page, screen);
    });

    it('finds one by name, with its evidence as links that tell nothing of this page', async () => {
      await page.getByLabel('Find a co-op').fill('harvest housing');
      await page.getByText('1 co-op', { exact: true }).waitFor();
      const row = rows().first();
      assert.match(
        await row.innerText(),
        /HH.*Harvest Housing Co-op.*Recognised.*Harvest Housing Ltd.*harvest\.coop.*Recognised by Autumn Federation since March 1, 2026, decision 14\. Evidence:/s,
      );
      const evidence = row.getByRole('link', { name: /^harvest\.coop/ }).last();
      assert.equal(await evidence.getAttribute('href'), 'https://harvest.coop/');
      assert.match((await evidence.getAttribute('rel')) ?? '', /noopener.*noreferrer|noreferrer.*noopener/);
      await page.keyboard.press('Enter'); // Stays where it is: the form around it is not sent.
      await photograph(page, 'list-found');
      await assertAccessible(page, screen);
    });

    it('shows hostile words as words, and calls no host of theirs', async () => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.getByLabel('Find a co-op').fill('mallory');
      await rows().getByText('Mallory <img src=x').first().waitFor();
      assert.equal(await page.locator(`${screen} img`).count(), 0);
      assert.equal(await isHacked(page), false);
      assert.deepEqual(
        asked.filter((url) => url.includes('mallory.example')),
        [],
      );
      await photograph(page, 'list-hostile');
    });

    it('leaves one out, with a reason', async () => {
      await button(/^Do not welcome: Mallory/).click();
      await page.getByLabel(/^Why members of Mallory/).fill('They owe us money');
      await photograph(page, 'list-leave-out');
      await assertAccessible(page, screen);
      await page.keyboard.press('Enter');
      await rows().getByText('Not welcome here').waitFor();
      assert.ok(
        await rows()
          .first()
          .evaluate((row) => row === document.activeElement),
      );
      assert.equal(
        await page.getByLabel('Why members of mallory.example are not welcome').inputValue(),
        'They owe us money',
      );
      await assertAccessible(page, screen);
      await button('Make the gate').click();
      await page.getByText('Saved. What changed counts').waitFor();
      const stored = JSON.parse(
        wpEval(
          site.bed,
          `return $GLOBALS['wpdb']->get_var( 'SELECT document FROM wp_coop_credentials_gates' );`,
        ) as string,
      ) as { accept: { require: { issuers: object }[] }[] };
      assert.deepEqual(stored.accept[0]?.require[0]?.issuers, {
        lists: ['autumn'],
        allow: [],
        deny: [{ id: 'did:web:mallory.example', reason: 'They owe us money' }],
        whenUnrecognised: 'end',
        whenSuspended: 'keep',
      });
    });

    it('has its federation’s name in set-up, not what the service calls it', async () => {
      await page.goto(view('setup'));
      const step = page.locator('li', { has: page.getByRole('heading', { name: 'Whose members do you welcome?' }) });
      await step.getByText('Autumn Federation', { exact: true }).waitFor();
    });

    it('is there again when the gate is opened, and on a phone', async () => {
      const visitor = await newVisitor(phone);
      const small = await visitor.newPage();
      await logIn(small, site.bed.url);
      await small.goto(view('gates', '&gate=the-members-lounge'));
      assert.ok(await small.getByLabel('All co-ops that Autumn Federation recognises').isChecked());
      await small.getByRole('button', { name: 'See whom Autumn Federation recognises' }).click();
      await small.getByText('Page 1 of 3').waitFor();
      await small.getByRole('group', { name: 'Co-ops on the list' }).scrollIntoViewIfNeeded();
      await photograph(small, 'list-picker-phone');
      await assertAccessible(small, screen);
      await small.setViewportSize({ width: 320, height: 640 });
      assert.ok(await small.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
      await visitor.leave();
    });
  });

  describe('for members', () => {
    it('lets a member in of whom it names', async () => {
      lounge = publish(site.bed, 'page', 'The lounge', gate(paragraph(canary), 'the-members-lounge'));
      const visitor = await newVisitor();
      const tab = await visitor.newPage();
      await tab.goto(lounge);
      const { crossDevice } = await ask(tab, 'Open “The members’ lounge”');
      await gateOf(tab).getByText('the co-ops recognised by Autumn Federation').waitFor();
      const wallet = await newWallet();
      await wallet.answer(crossDevice.app, await site.coop.issue(wallet));
      await waitUntilOpen(tab);
      await gateOf(tab).getByText('Recognised by Autumn Federation since 2026-03-01, decision 14').waitFor();
      await visitor.leave();
    });
  });

  describe('on the public page', () => {
    let stranger: Visitor;
    let tab: Page;
    before(async () => {
      stranger = await newVisitor();
      tab = await stranger.newPage();
    });
    after(() => stranger.leave());

    it('is put there as a block, which shows itself in the editor', async () => {
      wpEval(
        site.bed,
        `return update_user_meta( 1, $GLOBALS['wpdb']->prefix . 'persisted_preferences', array(
          'core/edit-post' => array( 'welcomeGuide' => false ), 'core' => array( 'enableChoosePatternModal' => false ), '_modified' => gmdate( 'c' ) ) );`,
      );
      await page.goto(`${site.bed.url}/wp-admin/post-new.php?post_type=page`);
      const canvas: FrameLocator = page.frameLocator('iframe[name=editor-canvas]');
      await canvas
        .getByRole('textbox', { name: 'Add title' })
        .fill('Whose members we welcome, and why', { timeout: 60_000 });
      await page.getByRole('button', { name: 'Toggle block inserter' }).click();
      await page.getByRole('searchbox', { name: 'Search' }).fill('federation');
      await page.getByRole('option', { name: 'Whose members we welcome' }).click();
      await page.getByRole('button', { name: 'Toggle block inserter' }).click();
      await canvas.getByRole('heading', { name: 'Recognised by Autumn Federation' }).waitFor();
      await photograph(page, 'welcome-editor');
      await page.getByRole('button', { name: 'Publish', exact: true }).click();
      await page.getByLabel('Editor publish').getByRole('button', { name: 'Publish', exact: true }).click();
      welcome =
        (await page.getByLabel('Editor publish').getByRole('link', { name: 'View Page' }).getAttribute('href')) ?? '';
    });

    it('says whom it names and why, without a script, to a stranger', async () => {
      await tab.goto(welcome);
      const block = tab.locator('.coop-welcome');
      assert.match(await block.innerText(), /Recognised by Autumn Federation.*recognises 46 co-ops.*makes exceptions/s);
      assert.equal(await block.locator('script, img').count(), 0);
      assert.ok(!(await tab.content()).includes('mallory'), 'who is left out is not named');
      assert.equal(await tab.locator('script[src*=coop-credential]').count(), 0);
      await photograph(tab, 'welcome');
      await assertAccessible(tab, '.coop-welcome');
    });

    it('names who is left out, and why, once who runs the gates says so', async () => {
      await page.goto(view('connection'));
      await page.getByLabel('Name who is not welcome, with the reason').click();
      await page.getByText('Saved.').first().waitFor();
      await assertAccessible(page, screen);
      await photograph(page, 'public-page-setting');
      await tab.reload();
      const denied = tab.locator('#coop-welcome-denied');
      assert.match(await denied.innerText(), /Not welcome here.*mallory\.example.*They owe us money/s);
      await assertAccessible(tab, '.coop-welcome');
      const saved = page.waitForResponse((response) => response.url().includes('/admin/public-page'));
      await page.getByLabel('Name who is not welcome, with the reason').click();
      assert.deepEqual(await (await saved).json(), { namesDenied: false });
    });

    it('is turned over, and searched by a plain form', async () => {
      await tab.getByRole('link', { name: 'Go on' }).click();
      await tab.getByText('Page 2 of 2').waitFor();
      await tab.getByLabel('Is my co-op welcome?').fill('HARVEST');
      await tab.keyboard.press('Enter');
      await tab.waitForURL(/coop-search=HARVEST/);
      const found = tab.locator('.coop-welcome__group li');
      assert.equal(await found.count(), 1);
      assert.match(
        await found.innerText(),
        /Harvest Housing Co-op.*Evidence: harvest\.coop, register 12345\. Minutes of the decision\./s,
      );
      await photograph(tab, 'welcome-found');
      await assertAccessible(tab, '.coop-welcome');
      await tab.getByLabel('Is my co-op welcome?').fill(hostile);
      await tab.keyboard.press('Enter');
      await tab.getByText('We know no co-op by that name or address.').waitFor();
      assert.equal(await isHacked(tab), false);
    });

    it('shows hostile words as words where the gate welcomes them', async () => {
      wpEval(
        site.bed,
        `return $GLOBALS['wpdb']->query( "UPDATE wp_coop_credentials_gates SET document = REPLACE( document, 'did:web:mallory.example', 'did:web:nobody.example' )" );`,
      );
      await tab.goto(`${welcome}${welcome.includes('?') ? '&' : '?'}coop-search=mallory`);
      await tab.getByText('Mallory <img src=x').waitFor();
      assert.equal(await tab.locator('.coop-welcome img').count(), 0);
      assert.equal(await isHacked(tab), false);
      assert.match(await tab.locator('.coop-welcome').innerText(), /\[gallery\]/);
      await photograph(tab, 'welcome-hostile');
    });

    it('reads well on a small phone', async () => {
      const visitor = await newVisitor(phone);
      const small = await visitor.newPage();
      await small.setViewportSize({ width: 320, height: 640 });
      await small.goto(welcome);
      assert.ok(await small.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
      await photograph(small, 'welcome-phone');
      await visitor.leave();
    });
  });

  describe('when trustees decide anew', () => {
    it('says who is suspended, since when and why, and lets nobody new in', async () => {
      await list.federation.propose('--suspended', site.coop.did, '--reason', 'no audit', ...list.federation.decided);
      await list.publish();
      const visitor = await newVisitor();
      const tab = await visitor.newPage();
      await tab.goto(`${welcome}${welcome.includes('?') ? '&' : '?'}coop-search=harvest`);
      await tab.getByText(/Suspended by Autumn Federation since .* Reason: no audit\./).waitFor();
      await photograph(tab, 'welcome-suspended');
      await assertAccessible(tab, '.coop-welcome');
      await tab.goto(lounge);
      const { crossDevice } = await ask(tab, 'Open “The members’ lounge”');
      const wallet = await newWallet();
      await wallet.answer(crossDevice.app, await site.coop.issue(wallet));
      await gateOf(tab).getByText('has suspended').waitFor();
      await visitor.leave();
      await list.federation.propose('--active', site.coop.did, ...list.federation.decided);
      await list.publish();
    });
  });

  describe('growing old', () => {
    const banner = (): Locator => page.getByRole('region', { name: 'Federations’ lists' });

    it('has no banner while it is fresh', async () => {
      await page.goto(view('gates'));
      await page.getByRole('heading', { name: 'The members’ lounge' }).waitFor();
      assert.equal(await banner().count(), 0);
    });

    it('is said to be stale on every screen, in the picker and in Site Health; members still come in', async () => {
      list.service.pass(25 * hour);
      await page.goto(view('gates'));
      await banner()
        .getByText(/The list of Autumn Federation has not been confirmed since .* It is still used until/)
        .waitFor();
      await page.getByRole('heading', { name: 'The members’ lounge' }).waitFor();
      await photograph(page, 'banner-stale');
      await assertAccessible(page, screen);
      await page.goto(view('gates', '&gate=the-members-lounge'));
      await page.locator('.coop-admin__federation').getByText('has not been confirmed since').waitFor();
      await assertAccessible(page, screen);
      const health = (await wpEvalMeanwhile(
        site.bed,
        `wp_set_current_user( 1 ); return rest_do_request( new WP_REST_Request( 'GET', '/coop-credentials/v1/site-health' ) )->get_data()['description'];`,
      )) as string;
      assert.match(health, /The list of Autumn Federation has not been confirmed since/);
    });

    it('lets nobody new in once it has expired, says whose fault that is, and keeps who is in', async () => {
      list.service.pass(7 * 24 * hour);
      await page.goto(view('gates'));
      await banner()
        .getByText(/Nobody new is let in by the list of Autumn Federation/)
        .waitFor();
      await photograph(page, 'banner-expired');
      await assertAccessible(page, screen);

      forget();
      const visitor = await newVisitor();
      const tab = await visitor.newPage();
      await tab.goto(welcome);
      await tab.getByText('That is for us to mend, not for you.').waitFor();
      await photograph(tab, 'welcome-expired');
      await assertAccessible(tab, '.coop-welcome');
      await tab.goto(lounge);
      const { crossDevice } = await ask(tab, 'Open “The members’ lounge”');
      const wallet = await newWallet();
      await assert.rejects(
        wallet.answer(crossDevice.app, await site.coop.issue(wallet), list.service.clock()),
        /503.*list_expired/s,
      );
      await gateOf(tab).getByText('We cannot tell just now whether your co-op is still recognised.').waitFor();
      await photograph(tab, 'visitor-expired');
      assert.equal(await tab.locator('.coop-gate.is-open').count(), 0);
      await visitor.leave();
    });

    it('is shown as it was last known while the service is away', async () => {
      await list.stopService();
      wpEval(
        site.bed,
        `$db = $GLOBALS['wpdb'];
        $name = substr( $db->get_var( "SELECT option_name FROM wp_options WHERE option_name LIKE '\\_transient\\_coop\\_credentials\\_list\\_%'" ), strlen( '_transient_' ) );
        $kept = get_transient( $name );
        return set_transient( $name, array( ...$kept, 'at' => time() - 7200, 'asked' => time() - 7200 ), WEEK_IN_SECONDS );`,
      );
      const visitor = await newVisitor();
      const tab = await visitor.newPage();
      await tab.goto(welcome);
      await tab.getByText(/We could not ask just now. This is what we knew on/).waitFor();
      await tab.getByText('Co-op 00', { exact: true }).waitFor();
      await photograph(tab, 'welcome-away');
      await assertAccessible(tab, '.coop-welcome');
      await visitor.leave();
    });
  });
});
