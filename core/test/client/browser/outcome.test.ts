import assert from 'node:assert/strict';
import { type Browser } from 'playwright-core';
import { accepted, desktop, handset, launch, rejected, Visit } from './site.ts';

describe('the answer to a request', function () {
  this.timeout(30_000);
  let browser: Browser;
  let visit: Visit;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
  afterEach(async () => {
    await visit.end();
    // A browser reports every 4xx and 5xx as a console error; those are the point of some tests here.
    assert.deepEqual(
      visit.faults.filter((fault) => !/Failed to load resource/.test(fault)),
      [],
    );
  });

  async function refuse(code: string, params: Record<string, string> = {}, attributes = ''): Promise<void> {
    visit = await Visit.begin(browser, desktop, { attributes });
    visit.standIn.collect = rejected(code, params);
    await visit.ask();
    visit.standIn.tell({ state: 'rejected', problem: { code } });
    await visit.shows('refused');
  }

  it('runs by keyboard alone, from locked to opened to forgotten', async () => {
    visit = await Visit.begin(browser, desktop, { attributes: 'forget-url="/forget"' });
    visit.standIn.collect = accepted;
    const { keyboard } = visit.page;
    await visit.open();
    await keyboard.press('Tab');
    assert.equal(await visit.focused(), 'start');
    const outline = await visit.element.locator('#start').evaluate((button) => getComputedStyle(button).outlineStyle);
    assert.equal(outline, 'solid');
    await keyboard.press('Enter');
    await visit.shows('asking');
    assert.equal(await visit.focused(), 'title');
    const reached: string[] = [];
    for (let presses = 0; presses < 6; presses++) {
      await keyboard.press('Tab');
      reached.push(await visit.focused());
    }
    assert.deepEqual(reached, ['web-0', 'app', 'no-reaction-summary', 'copy', 'leave', 'comment']);
    await keyboard.press('Shift+Tab');
    visit.standIn.tell({ state: 'accepted' });
    await visit.shows('opened');
    assert.equal(await visit.focused(), 'title');
    await keyboard.press('Tab');
    assert.equal(await visit.focused(), 'forget');
    await keyboard.press('Enter');
    await visit.shows('locked');
    assert.equal(await visit.focused(), 'start');
    assert.equal(visit.standIn.calls('/forget').length, 1);
  });

  it('says what opened, because of which membership, until when', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.collect = accepted;
    await visit.ask();
    visit.standIn.tell({ state: 'accepted' });
    await visit.page.getByRole('heading', { name: 'The members’ lounge is open for you.' }).waitFor();
    await visit.page.getByText('Harvest Co-op is a neighbour of ours. This holds until May 1, 2031.').waitFor();
    assert.deepEqual(visit.standIn.calls('/collect'), [{ path: '/collect', body: {} }]);
  });

  it('says it in the host’s own sentence, where it has one', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.collect = {
      status: 200,
      body: { ...accepted.body, opened: { title: 'Your 10 % discount is on.', label: 'The discount' } },
    };
    await visit.ask();
    visit.standIn.tell({ state: 'accepted' });
    await visit.page.getByRole('heading', { name: 'Your 10 % discount is on.' }).waitFor();
  });

  it('frames neither a heading that gets focus nor itself, whatever the theme says', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.page = visit.standIn.page.replace('</style>', ':focus { outline: 5px dotted red; }</style>');
    await visit.ask();
    assert.equal(await visit.focused(), 'title');
    const outlines = await visit.element.evaluate((element) =>
      [element, element.shadowRoot?.activeElement as Element].map((each) => getComputedStyle(each).outlineStyle),
    );
    assert.deepEqual(outlines, ['none', 'none']);
  });

  it('says that it has forgotten, and every other tab of the site notices', async () => {
    visit = await Visit.begin(browser, desktop, { attributes: `grant='{"reason":"Ours."}' forget-url="/forget"` });
    await visit.open();
    const other = await visit.context.newPage();
    await other.goto(`${visit.standIn.url}/lounge`);
    await other.getByRole('heading', { name: 'You are in.' }).waitFor();
    await visit.button('Forget this').click();
    await visit.element.locator('[part=notice]', { hasText: 'Forgotten. This page is locked again.' }).waitFor();
    await other.getByRole('button', { name: 'Show my membership' }).waitFor();
    await other.locator('[part=notice]', { hasText: 'Forgotten. This page is locked again.' }).waitFor();
    assert.equal(visit.standIn.calls('/forget').length, 1);
  });

  it('moves focus to what opened, where the host names it', async () => {
    visit = await Visit.begin(browser, desktop, { attributes: 'opens="lounge"' });
    visit.standIn.collect = accepted;
    await visit.ask();
    await visit.page.evaluate(() =>
      document.addEventListener('coop-credential-accepted', () =>
        document.getElementById('lounge')?.removeAttribute('hidden'),
      ),
    );
    visit.standIn.tell({ state: 'accepted' });
    await visit.shows('opened');
    assert.equal(await visit.focused(), 'lounge');
  });

  it('leaves focus to a host that prevents the default', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.collect = accepted;
    await visit.ask();
    await visit.page.evaluate(() =>
      document.addEventListener('coop-credential-accepted', (event) => {
        event.preventDefault();
        document.getElementById('comment')?.focus();
      }),
    );
    visit.standIn.tell({ state: 'accepted' });
    await visit.shows('opened');
    assert.equal(await visit.focused(), 'comment');
  });

  for (const [outcome, answer] of Object.entries({ opened: accepted, refused: rejected('credential_revoked') })) {
    it(`never takes focus from a member who writes, when ${outcome}`, async () => {
      visit = await Visit.begin(browser, desktop);
      visit.standIn.collect = answer;
      await visit.ask();
      await visit.page.locator('#comment').fill('Half a thought');
      visit.standIn.tell({ state: outcome === 'opened' ? 'accepted' : 'rejected' });
      await visit.shows(outcome);
      await visit.page.waitForTimeout(150);
      assert.equal(await visit.focused(), 'comment');
      assert.equal(await visit.page.locator('#comment').inputValue(), 'Half a thought');
      const said = await visit.said(outcome === 'opened' ? 'status' : 'alert');
      assert.match(said, outcome === 'opened' ? /is open for you/ : /withdrawn this membership/);
    });
  }

  it('tells the page what happened', async () => {
    visit = await Visit.begin(browser, desktop, { attributes: 'forget-url="/forget"' });
    await visit.open();
    await visit.page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      for (const name of ['state', 'accepted', 'refused', 'forgotten']) {
        document.addEventListener(`coop-credential-${name}`, (event) =>
          heard.push([name, (event as CustomEvent).detail]),
        );
      }
    });
    visit.standIn.collect = rejected('credential_revoked');
    await visit.button('Show my membership').click();
    await visit.shows('asking');
    visit.standIn.tell({ state: 'rejected' });
    await visit.shows('refused');
    visit.standIn.status = { state: 'open' };
    visit.standIn.collect = accepted;
    await visit.button('Show another membership').click();
    await visit.shows('asking');
    visit.standIn.tell({ state: 'accepted' });
    await visit.shows('opened');
    await visit.button('Forget this').click();
    await visit.shows('locked');
    await visit.page.waitForTimeout(50);
    assert.deepEqual(await visit.page.evaluate(() => (window as unknown as { heard: unknown }).heard), [
      ['state', { state: 'opening' }],
      ['state', { state: 'asking' }],
      ['state', { state: 'checking' }],
      ['state', { state: 'refused', code: 'credential_revoked' }],
      ['refused', { code: 'credential_revoked' }],
      ['state', { state: 'opening' }],
      ['state', { state: 'asking' }],
      ['state', { state: 'checking' }],
      ['state', { state: 'opened' }],
      ['accepted', accepted.body],
      ['state', { state: 'locked' }],
      ['forgotten', {}],
    ]);
  });

  it('shows no “Checking…” for an instant answer', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.collect = { ...accepted, delay: 150 };
    await visit.ask();
    await visit.page.evaluate(() => {
      const shown: string[] = [];
      Object.assign(window, { shown });
      const root = document.querySelector('coop-credential-request')?.shadowRoot as ShadowRoot;
      new MutationObserver(() => shown.push(root.getElementById('title')?.textContent ?? '')).observe(root, {
        subtree: true,
        childList: true,
      });
    });
    visit.standIn.tell({ state: 'accepted' });
    await visit.shows('opened');
    const shown = await visit.page.evaluate(() => (window as unknown as { shown: string[] }).shown);
    assert.ok(shown.includes('The members’ lounge is open for you.'));
    assert.ok(!shown.includes('Checking…'));
  });

  it('shows “Checking…” for a slow one, and nothing on the page jumps', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.collect = { ...rejected('credential_revoked'), delay: 900 };
    await visit.ask();
    const place = await visit.place();
    visit.standIn.tell({ state: 'rejected' });
    await visit.page.getByRole('heading', { name: 'Checking…' }).waitFor();
    assert.equal(await visit.place(), place);
    await visit.shows('refused');
    assert.equal(await visit.place(), place);
  });

  it('says what is wrong, what to do, and the code last; focus on what is wrong', async () => {
    await refuse('credential_expired', { at: '2025-03-01T12:00:00Z' });
    assert.equal(await visit.focused(), 'title');
    const lines = (await visit.element.locator('[part=box]').innerText()).split('\n').filter((line) => line.trim());
    assert.deepEqual(lines, [
      'Your membership ended on March 1, 2025.',
      'Renew it at your co-op, then come back.',
      'Show another membership',
      'Code for this site’s team: credential_expired',
    ]);
    await visit.page.waitForTimeout(150);
    assert.equal(
      await visit.said('alert'),
      'Your membership ended on March 1, 2025. Renew it at your co-op, then come back.',
    );
  });

  it('links to the member’s recognised co-op where the host knows it', async () => {
    await refuse('credential_expired', { coopUrl: 'https://harvest.example/renew' });
    assert.equal(
      await visit.link('Go to your co-op’s website (opens in a new tab)').getAttribute('href'),
      'https://harvest.example/renew',
    );
    await visit.button('Show another membership').waitFor();
  });

  it('links to the website of the co-op that the service named, and always to who runs the site', async () => {
    await refuse('credential_expired', { issuer: 'did:web:localhost%3A4101' }, 'contact="team@autumn.example"');
    const coop = visit.link('Go to your co-op’s website (opens in a new tab)');
    assert.equal(await coop.getAttribute('href'), 'http://localhost:4101/');
    assert.match((await visit.link('Ask this site’s team').getAttribute('href')) ?? '', /^mailto:team@autumn\.example/);
    await visit.button('Show another membership').waitFor();
  });

  for (const [code, issuer] of Object.entries({
    issuer_not_recognised: 'did:web:meadow.example',
    credential_revoked: 'https://meadow.example/',
    credential_suspended: 'did:key:z6Mkabc',
    subject_mismatch: 'did:web:meadow.example',
  })) {
    it(`links to no co-op for ${code} of ${issuer}`, async () => {
      await refuse(code, { issuer });
      assert.equal(await visit.element.getByRole('link').count(), 0);
    });
  }

  it('prepares a message to the site about a co-op it does not know', async () => {
    await refuse('issuer_not_recognised', { issuer: 'did:web:meadow.example' }, 'contact="mailto:team@autumn.example"');
    const mail = new URL((await visit.link('Ask this site’s team').getAttribute('href')) ?? '');
    assert.equal(mail.pathname, 'team@autumn.example');
    assert.match(mail.searchParams.get('body') ?? '', /meadow\.example[^]*\/lounge/);
  });

  it('ends after too many tries, although the request is still open', async () => {
    visit = await Visit.begin(browser, desktop);
    await visit.ask();
    visit.standIn.tell({ state: 'open', problem: { code: 'too_many_tries' } });
    await visit.page.getByRole('heading', { name: 'That was tried too often.' }).waitFor();
  });

  it('says that nothing was shared when the member said no', async () => {
    visit = await Visit.begin(browser, handset);
    await visit.ask();
    visit.standIn.tell({ state: 'declined' });
    await visit.page.getByRole('heading', { name: 'You said no in your wallet. Nothing was shared.' }).waitFor();
    await visit.button('Start again').waitFor();
    assert.equal(await visit.element.locator('[part=code]').count(), 0, 'nobody needs help with their own no');
  });

  it('says “Start again” once', async () => {
    visit = await Visit.begin(browser, desktop);
    await visit.ask();
    visit.standIn.tell({ state: 'expired' });
    await visit.shows('refused');
    assert.equal((await visit.element.locator('[part=box]').innerText()).match(/Start again/g)?.length, 1);
  });

  it('leaves no empty room on a phone, where nothing below is seen', async () => {
    visit = await Visit.begin(browser, handset);
    await visit.ask();
    const asking = (await visit.element.boundingBox())?.height ?? 0;
    visit.standIn.tell({ state: 'declined' });
    await visit.shows('refused');
    const refused = (await visit.element.boundingBox())?.height ?? 0;
    assert.ok(refused < asking / 2, `${refused} of ${asking}`);
  });

  it('keeps the room where something below is seen, until the member moves on', async () => {
    visit = await Visit.begin(browser, desktop);
    await visit.ask();
    const place = await visit.place();
    visit.standIn.tell({ state: 'declined' });
    await visit.shows('refused');
    assert.equal(await visit.place(), place);
    await visit.page.getByRole('heading', { name: 'The members’ lounge' }).click();
    assert.ok((await visit.place()) < place);
  });

  it('starts opened for who is in, without taking focus or telling the page', async () => {
    const grant = JSON.stringify({ until: '2031-05-01T10:00:00Z', reason: 'A neighbour of ours.' });
    visit = await Visit.begin(browser, desktop, { attributes: `grant='${grant}' forget-url="/forget"` });
    visit.standIn.forget = { status: 503 };
    await visit.open();
    await visit.page.getByRole('heading', { name: 'You are in.' }).waitFor();
    assert.equal(await visit.focused(), 'BODY');
    await visit.button('Forget this').click();
    await visit.page.getByText('It could not be forgotten just now.').first().waitFor();
    await visit.shows('opened');
  });

  it('says that it is the site’s fault when the host cannot ask', async () => {
    visit = await Visit.begin(browser, desktop);
    visit.standIn.start = { status: 401, body: { code: 'key_wrong', title: 'Key wrong', status: 401 } };
    await visit.open();
    await visit.button('Show my membership').click();
    await visit.page.getByRole('heading', { name: 'This site’s membership check is not set up right.' }).waitFor();
    visit.standIn.start = { status: 201 };
    await visit.button('Try again').click();
    await visit.shows('asking');
  });
});
