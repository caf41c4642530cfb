import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { startDemo, type Demo } from '../demo/start-demo.ts';
import { launchBrowser } from '../test/browser.ts';

/**
 * Takes the README's pictures from the running demo, by doing what a visitor does:
 * `npx node --conditions=@coop-credentials/source examples/scripts/screenshots.ts [folder]`
 */
const folder = process.argv[2] ?? fileURLToPath(new URL('../../.github/images/', import.meta.url));

/** Which pictures, in which size; for a look at the pages themselves, `ALL=1` takes all of them in both. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  desktop: ['home', 'lounge-asks', 'must-fail', 'trustees', 'list', 'list-changes'],
  phone: ['wallet-asks', 'lounge-open', 'basket', 'order', 'take-back', 'lounge-paused'],
};

const desktop: BrowserContextOptions = { viewport: { width: 1080, height: 860 }, locale: 'en' };
const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 1.5,
  isMobile: true,
  hasTouch: true,
  locale: 'en',
};

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
const demo = await startDemo();
try {
  await visit('phone', phone, demo);
  await visit('desktop', desktop, demo);
} finally {
  await browser.close();
  await demo.stop();
}

async function visit(size: string, screen: BrowserContextOptions, { origins }: Demo): Promise<void> {
  const context = await browser.newContext(screen);
  const page = await context.newPage();
  const shoot = async (name: string, of: Page = page) => {
    if (!process.env.ALL && !wanted[size]?.includes(name)) return;
    await of.waitForTimeout(300);
    await of.screenshot({ path: `${folder}/${name}-${size}.png` });
  };

  await page.goto(origins.site);
  await shoot('home');
  await page.goto(origins.harvest);
  await page.getByRole('button', { name: 'Get my membership into my wallet' }).click();
  await page.getByRole('button', { name: 'Put it into my wallet' }).click();
  await page.getByRole('heading', { name: 'It is in your wallet' }).waitFor();

  await page.goto(`${origins.site}/lounge`);
  await page.getByRole('button', { name: 'Show my membership' }).click();
  await page.getByRole('link', { name: /Pocket/ }).waitFor();
  await shoot('lounge-asks');

  const wallet = await openWallet();
  await shoot('wallet-asks', wallet);
  await wallet.getByRole('button', { name: 'Share it' }).click();
  await wallet.getByRole('heading', { name: 'Come in, make yourself at home' }).waitFor();
  await wallet.evaluate(() => window.scrollTo(0, 0));
  await shoot('lounge-open', wallet);
  await wallet.close();

  await page.goto(`${origins.site}/shop`);
  await page.getByRole('button', { name: 'Add to basket: Wildflower honey' }).click();
  await page.getByRole('button', { name: 'Add to basket: Sourdough loaf' }).click();
  await page.goto(`${origins.site}/basket`);
  await page.getByRole('button', { name: 'Show my membership' }).click();
  const again = await openWallet();
  await again.getByRole('button', { name: 'Share it' }).click();
  await page.getByText('10 % for neighbours').waitFor();
  await again.close();
  await page.evaluate(() => window.scrollTo(0, 0));
  await shoot('basket');

  await page.getByRole('button', { name: /^Order and pay/ }).click();
  await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
  await shoot('order');
  await page.getByRole('button', { name: 'Refund it' }).click();
  await page.getByRole('heading', { name: 'Your order was refunded' }).waitFor();
  await shoot('order-refunded');

  await page.goto(`${origins.harvest}/#given-out`);
  await page
    .getByRole('button', { name: /^Pause it/ })
    .first()
    .click();
  await page.getByText('It is paused.').first().waitFor();
  await shoot('take-back');
  await page.goto(`${origins.site}/lounge`);
  await page.getByRole('heading', { name: 'Your co-op has paused this membership.' }).waitFor();
  await shoot('lounge-paused');
  await page.goto(`${origins.harvest}/#given-out`);
  await page.getByRole('button', { name: 'End the pause' }).click();
  await page.getByText('It is paused.').first().waitFor({ state: 'detached' });
  await page.goto(`${origins.site}/lounge`);
  await page.getByRole('heading', { name: 'Come in, make yourself at home' }).waitFor();

  await page.goto(origins.federation);
  await page.getByRole('button', { name: 'Suspend Harvest Co-op' }).click();
  await page.getByRole('button', { name: 'Recognise Harvest Co-op again' }).waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await shoot('trustees');
  await page.goto(`${origins.federation}/list/index.html`);
  await shoot('list');
  await page.goto(`${origins.federation}/list/changes.html`);
  await shoot('list-changes');
  await page.goto(`${origins.site}/lounge`);
  await page.getByRole('heading', { name: /^The federation has suspended the co-op/ }).waitFor();
  await page.getByText('Suspended by River Valley Federation').first().waitFor();
  await shoot('lounge-suspended');
  await page.goto(origins.federation);
  await page.getByRole('button', { name: 'Recognise Harvest Co-op again' }).click();
  await page.getByRole('button', { name: 'Suspend Harvest Co-op' }).waitFor();
  await page.goto(`${origins.site}/lounge`);
  await page.getByRole('heading', { name: /^The federation has suspended the co-op/ }).waitFor({ state: 'detached' });

  await page.goto(`${origins.site}/what-must-fail`);
  await page.getByRole('button', { name: 'Try it: A membership that has ended' }).click();
  await page.getByRole('button', { name: 'Try it: A co-op that nobody here knows' }).click();
  await page.getByText('The door stayed shut.').nth(1).waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await shoot('must-fail');
  await context.close();

  async function openWallet(): Promise<Page> {
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: /Pocket/ }).click(),
    ]);
    await opened.getByRole('button', { name: 'Share it' }).waitFor();
    return opened;
  }
}
