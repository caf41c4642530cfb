import assert from 'node:assert/strict';
import { type Browser } from 'playwright-core';
import { accepted, desktop, handset, launch, Visit } from './site.ts';

const missing = { status: 403, body: { code: 'response_code_missing', title: 'Response code missing', status: 403 } };

describe('coming back from a wallet, and staying in touch', function () {
  this.timeout(40_000);
  let browser: Browser;
  let visit: Visit;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
  afterEach(async () => {
    await visit.end();
    assert.deepEqual(
      visit.faults.filter((fault) => !/Failed to load resource|EventSource|net::ERR/.test(fault)),
      [],
    );
  });

  it('takes the code out of the address before anything else and collects with it', async () => {
    visit = await Visit.begin(browser, handset);
    visit.standIn.collect = { ...accepted, delay: 300 };
    await visit.page.addInitScript(() => {
      Object.assign(window, { addresses: [] });
      const { fetch } = window;
      window.fetch = (...call) => {
        (window as unknown as { addresses: string[] }).addresses.push(location.href);
        return fetch(...call);
      };
    });
    await visit.open('#response_code=rc_5xYz&part=2');
    await visit.shows('opened');
    assert.deepEqual(visit.standIn.calls('/collect'), [{ path: '/collect', body: { responseCode: 'rc_5xYz' } }]);
    assert.deepEqual(await visit.page.evaluate(() => (window as unknown as { addresses: string[] }).addresses), [
      `${visit.standIn.url}/lounge#part=2`,
    ]);
    assert.equal(await visit.page.evaluate(() => history.length), 2);
    assert.equal(await visit.focused(), 'title');
  });

  it('never shows the locked page in between', async () => {
    visit = await Visit.begin(browser, handset);
    visit.standIn.collect = { ...accepted, delay: 1000 };
    await visit.open('#response_code=rc_5xYz');
    assert.equal(await visit.element.locator('#start').count(), 0);
    await visit.page.getByRole('heading', { name: 'Checking…' }).waitFor();
    await visit.shows('opened');
  });

  it('works in the old tab too, where only the fragment changes', async () => {
    visit = await Visit.begin(browser, handset);
    visit.standIn.collect = accepted;
    await visit.ask();
    await visit.page.evaluate(() => {
      location.hash = '#response_code=rc_5xYz';
    });
    await visit.shows('opened');
    assert.equal(new URL(visit.page.url()).hash, '');
    assert.deepEqual(
      visit.standIn.calls('/collect').map(({ body }) => body),
      [{ responseCode: 'rc_5xYz' }],
    );
  });

  it('opens the first tab as well, once another one has collected', async () => {
    visit = await Visit.begin(browser, handset);
    await visit.ask();
    visit.standIn.tell({ state: 'answered', uncollected: true });
    await visit.page.getByText('Go on in the page that your wallet opened').first().waitFor();
    await visit.button('Start again').waitFor();
    // The host is still writing down what the other tab collected.
    visit.standIn.collect = missing;
    visit.standIn.tell({ state: 'accepted' });
    await visit.page.waitForTimeout(300);
    visit.standIn.collect = accepted;
    await visit.shows('opened');
    assert.ok(visit.standIn.calls('/collect').length >= 2);
  });

  it('hands the code to the one of two elements that asked', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.collect = accepted;
    visit.standIn.page = visit.standIn.page.replace(
      '</main>',
      '<coop-credential-request start-url="/start?gate=2" collect-url="/collect?gate=2"></coop-credential-request></main>',
    );
    await visit.page.goto(`${visit.standIn.url}/lounge`);
    await visit.button('Show my membership').nth(1).click();
    await visit.page.getByText('Show your membership').waitFor();
    await visit.page.goto('about:blank');
    await visit.page.goto(`${visit.standIn.url}/lounge#response_code=rc_5xYz`);
    await visit.page.getByRole('heading', { name: 'The members’ lounge is open for you.' }).waitFor();
    const states = await visit.page
      .locator('coop-credential-request')
      .evaluateAll((all) => all.map((each) => (each as Element & { state?: string }).state));
    assert.deepEqual(states, ['locked', 'opened']);
  });

  it('says what to do when the link belongs to another visit', async () => {
    visit = await Visit.begin(browser, handset);
    visit.standIn.collect = { status: 403, body: { code: 'response_code_wrong', title: 'Wrong', status: 403 } };
    await visit.open('#response_code=rc_stolen');
    await visit.page.getByRole('heading', { name: 'This link belongs to another visit.' }).waitFor();
    await visit.button('Start again').waitFor();
  });

  it('keeps the code and tries again by itself when the host cannot be reached', async () => {
    visit = await Visit.begin(browser, handset);
    visit.standIn.collect = { status: 503, body: { code: 'service_unreachable', title: 'Unreachable', status: 503 } };
    await visit.open('#response_code=rc_5xYz');
    await visit.page.getByText('Your place is kept, and we keep trying.').first().waitFor();
    await visit.shows('refused');
    visit.standIn.collect = accepted;
    await visit.button('Try again').click();
    await visit.shows('opened');
    assert.deepEqual(visit.standIn.calls('/collect').at(-1)?.body, { responseCode: 'rc_5xYz' });
  });

  for (const events of ['broken', 'silent'] as const) {
    it(`polls where events are ${events}`, async () => {
      visit = await Visit.begin(browser, desktop);
      visit.standIn.events = events;
      visit.standIn.collect = accepted;
      await visit.ask();
      await visit.page.locator('#comment').focus();
      visit.standIn.status = { state: 'accepted' };
      await visit.shows('opened');
      assert.ok(visit.standIn.polls >= 1);
      assert.equal(await visit.focused(), 'comment');
    });
  }

  it('does not poll beside events that work', async () => {
    visit = await Visit.begin(browser, desktop);
    await visit.ask();
    await visit.page.waitForTimeout(6000);
    assert.equal(visit.standIn.polls, 0);
  });

  it('says when the service cannot be heard, keeps the place, and goes on when it can', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.events = 'broken';
    visit.standIn.statusDown = true;
    await visit.ask();
    const notice = visit.element.locator('[part=notice]', { hasText: 'We cannot hear from the service just now.' });
    await notice.waitFor();
    await visit.shows('asking');
    visit.standIn.statusDown = false;
    await notice.waitFor({ state: 'hidden' });
    await visit.shows('asking');
  });

  it('says when the device is offline, and goes on by itself when it is back', async () => {
    visit = await Visit.begin(browser, handset);
    await visit.ask();
    await visit.context.setOffline(true);
    await visit.page.getByText('You are offline. Your place is kept').first().waitFor();
    visit.standIn.collect = accepted;
    visit.standIn.status = { state: 'accepted' };
    await visit.context.setOffline(false);
    await visit.shows('opened');
  });

  it('lets go of the network in the back-forward cache and looks again on return', async () => {
    visit = await Visit.begin(browser, handset);
    await visit.ask();
    visit.standIn.collect = accepted;
    await visit.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    await visit.page.waitForTimeout(100);
    visit.standIn.tell({ state: 'accepted' });
    await visit.page.waitForTimeout(200);
    await visit.shows('asking');
    await visit.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await visit.shows('opened');
  });

  it('works as a classic script, and with messages set before it was there', async () => {
    visit = await Visit.begin(browser, desktop, { classic: true });
    await visit.page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        const element = document.querySelector('coop-credential-request');
        if (!element) return;
        observer.disconnect();
        Object.assign(element, { messages: { element: { locked: { start: 'Let me in' } } } });
      }).observe(document, { childList: true, subtree: true });
    });
    await visit.open();
    await visit.button('Let me in').waitFor();
  });
});
