import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { freePort } from '../../wordpress-plugin/scripts/local/free-port.ts';
import { shopRoot } from '../../wordpress-plugin/scripts/local/woocommerce.ts';
import { startWordPressDemo } from '../wordpress/start-wordpress-demo.ts';
import type { RunningSite } from '../wordpress/running-site.ts';
import { screens } from './browser.ts';
import { Person } from './person.ts';
import { runningDemo } from './running-demo.ts';

const shop = shopRoot();

describe(`the shop of npm run demo:wordpress${'missing' in shop ? ` (${shop.missing})` : ''}`, function () {
  this.timeout(180_000);
  let site: RunningSite;
  let person: Person;
  let apples: string;

  before(async function () {
    if ('missing' in shop) this.skip();
    site = await startWordPressDemo(await runningDemo(), { port: await freePort(), runtime: 'php' });
    person = await Person.with(screens.desktop);
    person.context.setDefaultTimeout(30_000);
  });

  after(async () => {
    await person?.context.close();
    await site?.stop();
  });

  it('takes a tenth off the basket of a neighbour', async () => {
    await person.getMembership('Harvest Co-op');
    const { page } = person;
    await page.goto(site.pages.shop!);
    const card = page.getByRole('listitem').filter({ hasText: 'Apples' });
    const product = await card.locator('[data-product_id]').first().getAttribute('data-product_id');
    apples = `${site.pages.shop}?add-to-cart=${product}`;
    await page.goto(apples);
    await page.goto(site.pages.cart!);
    await page.getByRole('button', { name: 'Show my membership' }).click();
    const [wallet] = await Promise.all([
      person.context.waitForEvent('page'),
      page.getByRole('link', { name: /Pocket/ }).click(),
    ]);
    await wallet.getByRole('button', { name: 'Share it' }).click();
    await page.getByText('€18.00').first().waitFor();
    assert.match(await page.getByRole('main').innerText(), /Neighbours’ tenth/);
  });

  it('refuses a second basket the tenth within the month, says why, and sells at the full price', async () => {
    const { page } = person;
    await page.goto(`${site.url}/checkout/`);
    await page.locator('#email').fill('ada@example.org');
    const address = {
      first_name: 'Ada',
      last_name: 'Member',
      address_1: '1 Mill Lane',
      city: 'Leeds',
      postcode: 'LS1 4AP',
    };
    for (const [field, value] of Object.entries(address)) await page.locator(`#billing-${field}`).fill(value);
    await page.locator('.wc-block-components-totals-footer-item').getByText('€18.00').first().waitFor();
    await page.getByRole('button', { name: 'Place Order' }).click();
    await page.waitForURL(/order-received/);

    await page.goto(apples);
    await page.goto(`${site.url}/checkout/`);
    await page.locator('.coop-offer.is-stopped').first().waitFor();
    assert.match(await page.getByRole('main').innerText(), /used here as often as it may be/);
    await page.locator('.wc-block-components-totals-footer-item').getByText('€20.00').first().waitFor();
    await page.getByRole('button', { name: 'Place Order' }).click();
    await page.waitForURL(/order-received/);
    assert.match(await page.getByRole('main').innerText(), /€20\.00/);
  });
});
