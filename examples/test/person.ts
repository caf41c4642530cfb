import { strict as assert } from 'node:assert';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Demo } from '../demo/start-demo.ts';
import { runningBrowser, runningDemo } from './running-demo.ts';

export type CoOpName = 'Harvest Co-op' | 'Meadow Housing Co-op' | 'Pebble Club';

const honestCards: readonly string[] = ['Get my membership into my wallet', 'Get a card that shows only what is asked'];
const placeOf = { 'Harvest Co-op': 'harvest', 'Meadow Housing Co-op': 'meadow', 'Pebble Club': 'pebble' } as const;

/** Somebody with a browser of their own, doing what the pages tell them to. */
export class Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly demo: Demo;
  /** What a page wrote to the console as an error; a test ends by finding it empty. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page, demo: Demo) {
    this.context = context;
    this.page = page;
    this.demo = demo;
    context.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.complaints.push(error.error().message));
  }

  static async with(screen: BrowserContextOptions): Promise<Person> {
    const [browser, demo] = [await runningBrowser(), await runningDemo()];
    const context = await browser.newContext(screen);
    context.setDefaultTimeout(20_000);
    return new Person(context, await context.newPage(), demo);
  }

  /** From the co-op's member page into the wallet. `which` may be in the fold of those that must be refused. */
  async getMembership(from: CoOpName, which = 'Get my membership into my wallet', page = this.page): Promise<void> {
    await page.goto(this.demo.origins[placeOf[from]]);
    if (!honestCards.includes(which)) await page.getByText('For trying out what must fail').click();
    await page.getByRole('button', { name: which }).click();
    await page.getByRole('heading', { name: `${from} offers you a membership` }).waitFor();
    await page.getByRole('button', { name: 'Put it into my wallet' }).click();
    await page.getByRole('heading', { name: 'It is in your wallet' }).waitFor();
  }

  /** At a door: asks, and opens the wallet that lives on the same device. It opens in a tab of its own. */
  async openWalletAtDoor(path: '/lounge' | '/basket'): Promise<Page> {
    await this.page.goto(this.demo.origins.site + path);
    await this.page.getByRole('button', { name: /^Show (my|another) membership$/ }).click();
    const [wallet] = await Promise.all([
      this.context.waitForEvent('page'),
      this.page.getByRole('link', { name: /Pocket/ }).click(),
    ]);
    await wallet.getByRole('heading', { name: 'Riverside Commons asks for your membership' }).waitFor();
    return wallet;
  }

  /** Through a door with the first card that will do, until the wallet has come back to the site. */
  async showMembership(path: '/lounge' | '/basket'): Promise<Page> {
    const wallet = await this.openWalletAtDoor(path);
    await wallet.getByRole('button', { name: 'Share it' }).click();
    await wallet.waitForURL(this.demo.origins.site + path);
    return wallet;
  }

  async putIntoBasket(product: string): Promise<void> {
    await this.page.goto(`${this.demo.origins.site}/shop`);
    await this.page.getByRole('button', { name: `Add to basket: ${product}` }).click();
    await this.page.getByText(`${product} is in your basket.`).waitFor();
  }

  async leave(): Promise<void> {
    await this.context.close();
    assert.deepEqual(this.complaints, [], 'a page wrote errors to the console');
  }
}
