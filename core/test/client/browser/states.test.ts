import assert from 'node:assert/strict';
import { type Browser } from 'playwright-core';
import { accepted, desktop, handset, launch, rejected, Visit } from './site.ts';

const help = 'contact="team@autumn.example" forget-url="/forget"';
const teaser = '<p slot="teaser">Minutes, plans and a warm room for people of co-ops near us.</p>';
const arabic = {
  element: { locked: { start: 'أظهر عضويتي', who: 'يدخل أعضاء التعاونيات.' }, asking: { title: 'أظهر عضويتك' } },
};

/** Goes through every screen and hands each to `look`. */
async function everyScreen(visit: Visit, look: (screen: string) => Promise<void>): Promise<void> {
  const { standIn, page } = visit;
  await page.clock.install();
  await visit.open();
  await look('locked');
  await visit.element.locator('#about summary').click();
  await look('locked, explained');
  const interaction = 'https://verifier.example/i/1?iuv=1';
  standIn.start = {
    status: 201,
    body: standIn.request({ crossDevice: { app: 'openid4vp://?b=1', matchCode: '48 21', interaction } }),
  };
  await visit.element.locator('#start').click();
  await visit.shows('asking');
  for (const summary of await visit.element.locator('summary').all()) await summary.click();
  await look('asking');
  standIn.expiresAt = Date.now() + 90_000;
  standIn.tell({ state: 'open', problem: { code: 'service_unreachable' } });
  await visit.element.locator('[part=problem]').waitFor();
  await look('asking, an answer missed, little time');
  standIn.tell({ state: 'answered', uncollected: true });
  await visit.shows('checking');
  await page.clock.fastForward(500);
  await page.clock.fastForward(5000);
  await visit.element.locator('#screen > p').first().waitFor();
  await look('checking, answered elsewhere');
  standIn.collect = accepted;
  standIn.tell({ state: 'accepted' });
  await visit.shows('opened');
  await look('opened');
  await visit.element.locator('#forget').click();
  await visit.shows('locked');
  standIn.status = { state: 'open' };
  standIn.collect = rejected('issuer_not_recognised', { issuer: 'did:web:meadow.example' });
  await visit.element.locator('#start').click();
  await visit.shows('asking');
  standIn.tell({ state: 'rejected' });
  await visit.shows('refused');
  await page.waitForTimeout(150);
  await look('refused');
}

describe('the element on every screen', function () {
  this.timeout(60_000);
  let browser: Browser;
  let visit: Visit | undefined;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
  afterEach(async () => {
    const faults = visit?.faults;
    await visit?.end();
    visit = undefined;
    assert.deepEqual(faults, []);
  });

  for (const [name, device] of Object.entries({ desktop, phone: handset })) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`breaks no rule of axe on a ${name} in ${colorScheme} colours`, async () => {
        visit = await Visit.begin(browser, { ...device, colorScheme }, { attributes: help, content: teaser });
        const seen = visit;
        await everyScreen(visit, async (screen) => assert.deepEqual(await seen.violations(), [], screen));
      });
    }
  }

  it('would be caught by axe if its code had no name', async () => {
    visit = await Visit.begin(browser, desktop);
    await visit.ask();
    await visit.element.locator('svg').evaluate((svg) => svg.removeAttribute('aria-label'));
    assert.match((await visit.violations()).join(), /^svg-img-alt/);
  });

  it('breaks no rule of axe in forced colours, and keeps the code black on white', async () => {
    visit = await Visit.begin(
      browser,
      { ...desktop, forcedColors: 'active', colorScheme: 'dark' },
      { attributes: help },
    );
    const seen = visit;
    await everyScreen(visit, async (screen) => {
      assert.deepEqual(await seen.violations(), [], screen);
      if (!screen.startsWith('asking')) return;
      const fills = await seen.element
        .locator('svg path')
        .evaluateAll((paths) => paths.map((path) => getComputedStyle(path).fill));
      assert.deepEqual(fills, ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    });
  });

  it('reads from right to left in a language that does, in a page of the same', async () => {
    visit = await Visit.begin(browser, desktop, {
      attributes: `${help} locale="ar"`,
      content: teaser,
      lang: 'ar',
      dir: 'rtl',
    });
    await visit.open();
    await visit.element.evaluate((element, messages) => Object.assign(element, { messages }), arabic);
    assert.deepEqual(await visit.violations(), []);
    await visit.button('أظهر عضويتي').click();
    await visit.shows('asking');
    const title = await visit.element.locator('#title').boundingBox();
    const code = await visit.element.locator('svg').boundingBox();
    assert.ok(title && code && code.x + code.width < title.x, 'the code stands left of the text');
    assert.deepEqual(await visit.violations(), []);
  });

  it('speaks English from left to right in an Arabic page that gave no translation, and leaves the teaser alone', async () => {
    visit = await Visit.begin(browser, desktop, { content: teaser, lang: 'ar', dir: 'rtl' });
    await visit.open();
    assert.deepEqual(
      await visit.element
        .locator('[part=box]')
        .evaluate((box) => [box.getAttribute('lang'), getComputedStyle(box).direction]),
      ['en', 'ltr'],
    );
    assert.equal(
      await visit.page.locator('[slot=teaser]').evaluate((slotted) => getComputedStyle(slotted).direction),
      'rtl',
    );
  });

  it('needs no sideways scrolling at 320 pixels', async () => {
    visit = await Visit.begin(
      browser,
      { ...handset, viewport: { width: 320, height: 640 } },
      { attributes: help, content: teaser },
    );
    const seen = visit;
    await everyScreen(visit, async (screen) => assert.equal(await seen.overflow(), 0, screen));
  });

  it('needs no sideways scrolling with text of 200 %', async () => {
    visit = await Visit.begin(browser, handset, { attributes: help, content: teaser });
    const seen = visit;
    await everyScreen(visit, async (screen) => {
      await seen.page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      assert.equal(await seen.overflow(), 0, screen);
      const size = await seen.element.evaluate(
        (element) => getComputedStyle(element.shadowRoot?.querySelector('[part=box]') ?? element).fontSize,
      );
      assert.equal(size, '32px');
    });
  });

  it('has no target smaller than 24 pixels', async () => {
    visit = await Visit.begin(browser, handset, { attributes: help, content: teaser });
    const seen = visit;
    await everyScreen(visit, async (screen) => {
      for (const target of await seen.element.locator('button, a, summary, input').all()) {
        const box = await target.boundingBox();
        if (box) assert.ok(box.width >= 24 && box.height >= 24, `${screen}: ${await target.innerText()}`);
      }
    });
  });

  it('moves nothing, so that there is no motion to reduce', async () => {
    visit = await Visit.begin(browser, desktop);
    await visit.ask();
    const moving = await visit.element
      .locator('*')
      .evaluateAll((all) =>
        all
          .map((each) => getComputedStyle(each))
          .filter((style) => style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0),
      );
    assert.equal(moving.length, 0);
  });

  it('prints what is said, without buttons', async () => {
    visit = await Visit.begin(browser, desktop, { content: teaser });
    await visit.open();
    await visit.page.emulateMedia({ media: 'print' });
    assert.equal(await visit.element.locator('#start').isVisible(), false);
    assert.equal(await visit.element.locator('[part=who]').isVisible(), true);
  });

  it('takes the page’s colours and font, and a host’s accent with a label that can be read', async () => {
    visit = await Visit.begin(browser, desktop);
    await visit.open();
    const look = async (): Promise<string[]> =>
      (visit as Visit).element.locator('#start').evaluate((button) => {
        const label = button.firstElementChild as Element;
        return [
          getComputedStyle(button).fontFamily,
          getComputedStyle(button).backgroundColor,
          getComputedStyle(label).color,
        ];
      });
    assert.deepEqual(await look(), ['Georgia, serif', 'rgb(35, 38, 31)', 'oklch(1 0 0)']);
    await visit.element.evaluate((element: HTMLElement) =>
      element.style.setProperty('--coop-credential-accent', '#ffd54a'),
    );
    assert.deepEqual((await look()).slice(1), ['rgb(255, 213, 74)', 'oklch(0 0 0)']);
    assert.deepEqual(await visit.violations(), []);
  });
});
