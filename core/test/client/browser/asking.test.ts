import assert from 'node:assert/strict';
import { type Browser } from 'playwright-core';
import { accepted, desktop, handset, launch, rejected, Visit } from './site.ts';

describe('asking for a membership', function () {
  this.timeout(30_000);
  let browser: Browser;
  let visit: Visit;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
  afterEach(async () => {
    await visit.end();
    assert.deepEqual(visit.faults, []);
  });

  it('tells the host where to come back to, with the data it gave', async () => {
    visit = await Visit.begin(browser, desktop, { attributes: `data='{"gate":"lounge"}'` });
    await visit.open('#comments');
    await visit.button('Show my membership').click();
    await visit.shows('asking');
    assert.deepEqual(visit.standIn.calls('/start'), [
      { path: '/start', body: { returnUrl: `${visit.standIn.url}/lounge`, data: { gate: 'lounge' } } },
    ]);
  });

  it('opens one request for a button pressed three times', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.start = { status: 201, delay: 2000 };
    await visit.open();
    await visit.button('Show my membership').click({ clickCount: 3 });
    await visit.button('One moment…').waitFor();
    await visit.shows('asking');
    assert.equal(visit.standIn.calls('/start').length, 1);
  });

  it('shows a desktop the code, the number, the wallets here, and who asks for what and how long', async () => {
    visit = await Visit.begin(browser, { ...desktop, colorScheme: 'dark' });
    await visit.ask();
    const text = await visit.element.locator('[part=box]').innerText();
    for (const shown of [
      'Autumn Community',
      'Open the members’ lounge',
      'your co-op and your kind of membership',
      'Your wallet shows the whole card.',
      '30 days',
      '48 21',
      'Harvest Co-op and Orchard Housing Co-op',
      '5 minutes left',
    ]) {
      assert.ok(text.includes(shown), shown);
    }
    assert.match((await visit.link('Open my wallet app').getAttribute('href')) ?? '', /^openid4vp:.*s_7Lp$/);
    assert.equal(
      await visit.link('Co-op wallet (opens in a new tab)').getAttribute('href'),
      `${visit.standIn.url}/wallet?x=1`,
    );
    await visit.page.getByRole('img', { name: /^Code to scan with your wallet/ }).waitFor();
    assert.equal(await visit.focused(), 'title');
  });

  it('leaves four white modules around the code', async () => {
    visit = await Visit.begin(browser, { ...desktop, colorScheme: 'dark' });
    await visit.ask();
    const [side, dark] = await visit.element.locator('svg').evaluate((svg) => {
      const box = (svg.lastElementChild as SVGGraphicsElement).getBBox();
      return [Number(svg.getAttribute('viewBox')?.split(' ')[2]), [box.x, box.y, box.width, box.height]];
    });
    assert.deepEqual(dark, [4, 4, Number(side) - 8, Number(side) - 8]);
    const width = await visit.element.locator('svg').evaluate((svg) => svg.getBoundingClientRect().width);
    assert.ok(width >= Number(side) * 3, 'three pixels a module');
  });

  for (const [name, device] of Object.entries({ desktop, phone: handset })) {
    it(`lists pages before the app on a ${name}, with equal weight, and says what to do when nothing opens`, async () => {
      visit = await Visit.begin(browser, device);
      await visit.ask();
      const links = visit.element.locator('.stack .actions a');
      assert.deepEqual(await links.evaluateAll((all) => all.map(({ id }) => id)), ['web-0', 'app']);
      const looks = await links.evaluateAll((all) => all.map((link) => link.getAttribute('part')));
      assert.equal(looks[0], looks[1]);
      await visit.page.getByText('Nothing opened?').click();
      await visit.page.getByText('Then this device has no wallet that knows such links.').waitFor();
    });
  }

  it('shows the page’s own words beside the wallets, and only while it asks', async () => {
    visit = await Visit.begin(browser, desktop, { content: '<p slot="asking">Ours is called Pocket.</p>' });
    await visit.open();
    const own = visit.page.getByText('Ours is called Pocket.');
    assert.equal(await own.isVisible(), false);
    await visit.button('Show my membership').click();
    await own.waitFor();
    visit.standIn.tell({ state: 'declined' });
    await visit.shows('refused');
    assert.equal(await own.isVisible(), false);
  });

  it('puts “Open my wallet” first on a phone and folds the code away', async () => {
    visit = await Visit.begin(browser, handset);
    const request = visit.standIn.request() as { links: { sameDevice: { app: string; web: unknown[] } } };
    request.links.sameDevice.web = [];
    visit.standIn.start = { status: 201, body: request };
    await visit.ask();
    assert.match((await visit.link('Open my wallet').getAttribute('href')) ?? '', /^openid4vp:.*s_7Lp$/);
    assert.equal(await visit.element.locator('svg').isVisible(), false);
    await visit.page.getByText('My wallet is on another device').click();
    assert.equal(await visit.element.locator('svg').isVisible(), true);
  });

  it('keeps what was unfolded, and focus, when an answer did not count', async () => {
    visit = await Visit.begin(browser, handset);
    await visit.ask();
    await visit.page.getByText('My wallet is on another device').click();
    await visit.button('Copy link').focus();
    visit.standIn.tell({ state: 'open', problem: { code: 'service_unreachable' } });
    await visit.page.getByText('It could not be checked just now.').first().waitFor();
    assert.equal(await visit.element.locator('svg').isVisible(), true);
    assert.equal(await visit.focused(), 'copy');
    await visit.page.waitForTimeout(150);
    assert.match(await visit.said('alert'), /^It could not be checked just now\. .*your place is kept\.$/);
    await visit.shows('asking');
  });

  it('shows no code where only this device may answer', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.start = { status: 201, body: visit.standIn.request({ crossDevice: null }) };
    await visit.ask();
    assert.equal(await visit.element.locator('svg, #copy').count(), 0);
    await visit.page.getByText('This page takes only a wallet on the device that you are using now.').waitFor();
    await visit.link('Open my wallet app').waitFor();
  });

  it('offers the other kind of code to a wallet that cannot read the first', async () => {
    visit = await Visit.begin(browser, { ...desktop, permissions: ['clipboard-read', 'clipboard-write'] });
    const interaction = 'https://verifier.example/i/1?iuv=1';
    visit.standIn.start = {
      status: 201,
      body: visit.standIn.request({ crossDevice: { app: 'openid4vp://?b=1', interaction } }),
    };
    await visit.ask();
    const first = await visit.element.locator('svg').innerHTML();
    await visit.button('My wallet can’t read this').click();
    assert.notEqual(await visit.element.locator('svg').innerHTML(), first);
    assert.equal(await visit.focused(), 'other');
    await visit.button('Copy link').click();
    await visit.button('Copied').waitFor();
    assert.equal(await visit.page.evaluate(() => navigator.clipboard.readText()), interaction);
    await visit.button('Show the first code again').click();
    assert.equal(await visit.element.locator('svg').innerHTML(), first);
  });

  it('copies the link and says so', async () => {
    visit = await Visit.begin(browser, { ...desktop, permissions: ['clipboard-read', 'clipboard-write'] });
    await visit.ask();
    await visit.button('Copy link').click();
    await visit.page.waitForTimeout(200);
    assert.equal(await visit.said('status'), 'Link copied. Paste it into your wallet.');
    assert.match(await visit.page.evaluate(() => navigator.clipboard.readText()), /^openid4vp:.*c_9Qz$/);
  });

  it('shows the link to copy by hand where the browser does not copy', async () => {
    visit = await Visit.begin(browser, desktop);
    await visit.ask();
    await visit.page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await visit.button('Copy link').click();
    const field = visit.page.getByLabel('Link for your wallet');
    assert.match(await field.inputValue(), /^openid4vp:.*c_9Qz$/);
    assert.equal(await visit.focused(), 'link');
    assert.deepEqual(await visit.violations(), []);
  });

  it('shows a link that is too long for a code as one to copy', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.start = {
      status: 201,
      body: visit.standIn.request({ crossDevice: { app: `openid4vp://?a=${'x'.repeat(3000)}` } }),
    };
    await visit.ask();
    await visit.page.getByText('This request is too long for a code to scan.').waitFor();
    await visit.button('Copy link').waitFor();
  });

  it('offers more time well over a minute before the end, says so, and gives it', async () => {
    visit = await Visit.begin(browser, desktop);
    await visit.ask();
    assert.equal(await visit.button('More time').count(), 0);
    const place = await visit.place();
    visit.standIn.expiresAt = Date.now() + 100_000;
    visit.standIn.tell({ state: 'open' });
    await visit.button('More time').waitFor();
    assert.equal(await visit.place(), place);
    await visit.page.waitForTimeout(150);
    assert.match(await visit.said('status'), /^2 minutes left\. Choose “More time”/);
    await visit.button('More time').click();
    await visit.page.getByText('7 minutes left', { exact: true }).waitFor();
    await visit.page.waitForTimeout(150);
    assert.equal(await visit.said('status'), 'You now have 7 minutes.');
    assert.equal(await visit.focused(), 'more');
  });

  it('says when no more time can be had', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.expiresAt = Date.now() + 100_000;
    visit.standIn.extendBy = 0;
    await visit.ask();
    await visit.button('More time').click();
    await visit.page.waitForFunction(() =>
      document
        .querySelector('coop-credential-request')
        ?.shadowRoot?.querySelector('[role=status]')
        ?.textContent?.startsWith('This request cannot'),
    );
  });

  it('throws nothing away when the time is up: the service says what ended', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.expiresAt = Date.now() + 1500;
    await visit.ask();
    await visit.page.getByText('The time is up.').first().waitFor();
    await visit.shows('asking');
    visit.standIn.collect = accepted;
    visit.standIn.tell({ state: 'accepted' });
    await visit.shows('opened');
  });

  it('ends with a way to start again when the request has run out', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.expiresAt = Date.now() + 1000;
    await visit.ask();
    visit.standIn.status = { state: 'expired' };
    await visit.shows('refused');
    await visit.page.getByRole('heading', { name: 'This took too long, so the request has ended.' }).waitFor();
    visit.standIn.status = { state: 'open' };
    visit.standIn.expiresAt = Date.now() + 300_000;
    await visit.button('Start again').click();
    await visit.shows('asking');
  });

  it('goes back to the locked page on “Not now”, and ignores what comes after', async () => {
    visit = await Visit.begin(browser, desktop);
    await visit.ask();
    await visit.button('Not now').click();
    await visit.shows('locked');
    assert.equal(await visit.focused(), 'start');
    visit.standIn.collect = rejected('credential_expired');
    visit.standIn.tell({ state: 'rejected' });
    await visit.page.waitForTimeout(200);
    assert.equal(visit.standIn.calls('/collect').length, 0);
  });
});
