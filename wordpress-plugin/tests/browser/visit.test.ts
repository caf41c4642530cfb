import assert from 'node:assert/strict';
import type { BrowserContextOptions } from 'playwright-core';
import { assertAccessible, desktop, newVisitor, phone, photograph, type Visitor } from '../bed/browser.ts';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { canary, gate, paragraph, publish } from '../bed/pages.ts';
import { newWallet, type Wallet } from '../bed/wallet.ts';
import { wpEval } from '../bed/wp-eval.ts';
import { ask, gateOf, waitUntilOpen } from './visit.ts';

const sizes: Readonly<Record<string, BrowserContextOptions>> = { desktop, phone };

describe('a visit', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let lounge: string;
  let member: Wallet;
  let visitor: Visitor;

  before(async () => {
    site = await connectedBed();
    member = await newWallet();
    const content = paragraph('Everybody reads this.') + gate(paragraph(`Here sings the ${canary}.`));
    lounge = publish(site.bed, 'post', 'Lounge for visits', content);
  });

  beforeEach(async function () {
    visitor = await newVisitor(this.currentTest?.title.includes('phone') ? phone : desktop);
  });

  afterEach(async () => {
    const { complaints } = visitor;
    await visitor.leave();
    assert.deepEqual(complaints, []);
  });

  for (const size of Object.keys(sizes)) {
    it(`opens in place when a wallet elsewhere answers (${size})`, async () => {
      const page = await visitor.newPage();
      await page.goto(lounge);
      await gateOf(page).getByRole('button', { name: 'Show my membership' }).waitFor();
      await photograph(page, `locked-${size}`);
      await assertAccessible(page, 'main');

      const { crossDevice } = await ask(page);
      await photograph(page, `asking-${size}`);
      await assertAccessible(page, '.coop-gate');
      await page.getByRole('textbox', { name: 'Comment' }).fill('Half a sentence');
      await gateOf(page).focus();

      assert.equal(await member.answer(crossDevice.app, await site.coop.issue(member)), undefined);
      await waitUntilOpen(page);
      assert.match(await gateOf(page).innerText(), new RegExp(canary));
      await gateOf(page).getByText('This site welcomes members of Harvest Co-op: our neighbours.').waitFor();
      assert.ok(await gateOf(page).evaluate((element) => element === document.activeElement));
      assert.equal(await page.getByRole('textbox', { name: 'Comment' }).inputValue(), 'Half a sentence');
      await photograph(page, `opened-${size}`);
      await assertAccessible(page, 'main');
    });

    it(`opens in the tab the wallet comes back to, and in the first one too (${size})`, async () => {
      const first = await visitor.newPage();
      await first.goto(lounge);
      const { sameDevice } = await ask(first);
      const returnTo = await member.answer(sameDevice.app, await site.coop.issue(member));
      assert.ok(returnTo?.startsWith(`${lounge}#response_code=`));

      const second = await visitor.newPage();
      await second.goto(returnTo ?? '');
      await waitUntilOpen(second);
      assert.equal(second.url(), lounge);
      await waitUntilOpen(first);
      assert.match(await gateOf(first).innerText(), new RegExp(canary));
    });
  }

  it('keeps the opened page out of every cache, and open on the next visit', async () => {
    const page = await visitor.newPage();
    await page.goto(lounge);
    const { crossDevice } = await ask(page);
    await member.answer(crossDevice.app, await site.coop.issue(member));
    await waitUntilOpen(page);

    const again = await page.goto(lounge);
    assert.equal((await again?.allHeaders())?.['cache-control'], 'no-store, private');
    assert.match(await gateOf(page).innerText(), new RegExp(canary));
    const [cookie] = (await visitor.context.cookies()).filter(({ name }) => name.startsWith('wp-postpass_coop_'));
    assert.ok(cookie?.httpOnly);
    assert.equal(cookie.sameSite, 'Lax');

    const stranger = await newVisitor();
    const locked = await stranger.newPage();
    await locked.goto(lounge);
    assert.equal(await locked.locator('.coop-gate.is-locked').count(), 1);
    assert.ok(!(await locked.content()).includes(canary));
    await stranger.leave();
  });

  for (const [title, response] of Object.entries({ 'is not answered': undefined, 'is answered with a fault': 500 })) {
    it(`opens by loading the page when fetching it ${title}`, async () => {
      const page = await visitor.newPage();
      await page.goto(lounge);
      await page.route('**/*coop-opened=*', (route) =>
        response === undefined ? route.abort() : route.fulfill({ status: response, body: 'A fault' }),
      );
      const { crossDevice } = await ask(page);
      await member.answer(crossDevice.app, await site.coop.issue(member));
      await waitUntilOpen(page);
      assert.match(await gateOf(page).innerText(), new RegExp(canary));
      const own = visitor.complaints.filter((complaint) => !complaint.includes('coop-opened'));
      visitor.complaints.splice(0, Infinity, ...own); // The browser itself says that the page could not be fetched.
    });
  }

  it('says so, with a way on, when some cache gives the locked page again', async () => {
    const page = await visitor.newPage();
    const locked = await (await fetch(lounge)).text();
    await page.goto(lounge);
    await page.route(`${lounge}**`, (route) => route.fulfill({ contentType: 'text/html', body: locked }));
    const { crossDevice } = await ask(page);
    await member.answer(crossDevice.app, await site.coop.issue(member));
    const again = gateOf(page).getByRole('button', { name: 'Load it again' });
    await again.waitFor();
    assert.ok(await again.evaluate((element) => element === document.activeElement));
    await assertAccessible(page, '.coop-gate');
    await photograph(page, 'stuck-desktop');
    await page.unroute(`${lounge}**`);
    await again.click();
    await waitUntilOpen(page);
    await page.waitForURL(lounge);
  });

  it('opens by POST alone where the host’s cache ignores us, also on the next visit, and keeps what is half written', async () => {
    const onlyByPost = (value: string): unknown =>
      wpEval(site.bed, `return update_option( 'coop_credentials_open_only_by_post', '${value}', true );`);
    onlyByPost('1');
    try {
      const page = await visitor.newPage();
      await page.goto(lounge);
      const { crossDevice } = await ask(page);
      await page.getByRole('textbox', { name: 'Comment' }).fill('Half a sentence');
      await gateOf(page).focus();
      await member.answer(crossDevice.app, await site.coop.issue(member));
      await waitUntilOpen(page);
      assert.match(await gateOf(page).innerText(), new RegExp(canary));
      assert.equal(await page.getByRole('textbox', { name: 'Comment' }).inputValue(), 'Half a sentence');

      const again = await page.goto(lounge);
      assert.ok(!(await again?.text())?.includes(canary));
      await waitUntilOpen(page);
      assert.match(await gateOf(page).innerText(), new RegExp(canary));
    } finally {
      onlyByPost('');
    }
  });

  it('keeps what is half written when the page cannot be fetched, and says so', async () => {
    const page = await visitor.newPage();
    const locked = await (await fetch(lounge)).text();
    await page.goto(lounge);
    await page.route(`${lounge}**`, (route) => route.fulfill({ contentType: 'text/html', body: locked }));
    const { crossDevice } = await ask(page);
    await page.getByRole('textbox', { name: 'Comment' }).fill('Half a sentence');
    await member.answer(crossDevice.app, await site.coop.issue(member));
    await gateOf(page).getByRole('button', { name: 'Load it again' }).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Comment' }).inputValue(), 'Half a sentence');
  });

  it('locks again when the visitor says “Forget this”', async () => {
    const page = await visitor.newPage();
    await page.goto(lounge);
    const { crossDevice } = await ask(page);
    await member.answer(crossDevice.app, await site.coop.issue(member));
    await waitUntilOpen(page);
    await gateOf(page).getByRole('button', { name: 'Forget this' }).click();
    await page.locator('.coop-gate.is-locked').waitFor();
    assert.ok(!(await page.content()).includes(canary));
    await page.reload();
    assert.equal(await page.locator('.coop-gate.is-locked').count(), 1);
  });

  it('says why an ended membership does not open it (phone)', async () => {
    const page = await visitor.newPage();
    await page.goto(lounge);
    const { crossDevice } = await ask(page);
    await member.answer(crossDevice.app, await site.coop.issue(member, { endedDaysAgo: 30 }));
    await gateOf(page).getByText('Your membership ended on').first().waitFor();
    await photograph(page, 'refused-phone');
    await assertAccessible(page, '.coop-gate');
    assert.equal(await page.locator('.coop-gate.is-locked').count(), 1);
  });

  it('says that a co-op is not known here, in both tabs', async () => {
    const page = await visitor.newPage();
    await page.goto(lounge);
    const { sameDevice } = await ask(page);
    const returnTo = await member.answer(sameDevice.app, await site.unknownCoop.issue(member));
    const second = await visitor.newPage();
    await second.goto(returnTo ?? '');
    await gateOf(second).getByText('Ask this site to recognise it').first().waitFor();
    await photograph(second, 'refused-desktop');
    await gateOf(page).getByText('Ask this site to recognise it').first().waitFor();
  });

  it('runs the scripts of what opened, and showed nothing of it before', async () => {
    const picture = `/wp-includes/images/blank.gif?${canary}`;
    const gallery = publish(
      site.bed,
      'page',
      'A gallery',
      gate(
        `<!-- wp:image {"lightbox":{"enabled":true}} --><figure class="wp-block-image"><img src="${picture}" alt="A bird"/></figure><!-- /wp:image -->`,
      ),
    );
    const page = await visitor.newPage();
    await page.goto(gallery);
    assert.ok(!(await page.content()).includes(canary));
    const { crossDevice } = await ask(page);
    await member.answer(crossDevice.app, await site.coop.issue(member));
    await waitUntilOpen(page);
    await page.locator('.wp-lightbox-container').hover();
    await page.getByRole('button', { name: 'Enlarge image: A bird' }).click();
    await page.locator('.wp-lightbox-overlay.active').waitFor();
  });

  it('opens nothing for somebody who follows the member’s link', async () => {
    const page = await visitor.newPage();
    await page.goto(lounge);
    const { sameDevice } = await ask(page);
    const returnTo = await member.answer(sameDevice.app, await site.coop.issue(member));
    const thief = await newVisitor();
    const elsewhere = await thief.newPage();
    await elsewhere.goto(returnTo ?? '');
    await gateOf(elsewhere).getByText('Start again').first().waitFor();
    assert.ok(!(await elsewhere.content()).includes(canary));
    await thief.leave();
  });
});
