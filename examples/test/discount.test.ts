import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { assertAccessible } from './accessible.ts';
import { screens } from './browser.ts';
import { Person } from './person.ts';

const used = 'This membership has been used here as often as it may be.';
const reduced = '€7.38';
const full = '€8.20';

describe('the discount, once for each membership', function () {
  this.timeout(180_000);
  let ben: Person;
  /** The same member with a second wallet, in another browser. */
  let benElsewhere: Person;
  /** Where the order with the discount is. */
  let discounted = '';
  before(async () => {
    ben = await Person.with(screens.desktop!);
    benElsewhere = await Person.with(screens.phone!);
    for (const person of [ben, benElsewhere]) {
      await person.getMembership('Meadow Housing Co-op');
      await person.putIntoBasket('Wildflower honey');
    }
  });
  after(async () => {
    await ben.leave();
    await benElsewhere.leave();
  });

  const total = (page: Page, sum: string) => page.locator('#total').filter({ hasText: sum }).waitFor();
  const order = (page: Page) => page.getByRole('button', { name: /^Order and pay/ }).click();
  const basketOf = async ({ page, demo }: Person) => page.goto(`${demo.origins.site}/basket`);
  const assertRefused = async (page: Page) => {
    await page.getByRole('heading', { name: used }).waitFor();
    await page.getByText(/^You can use it again from /).waitFor();
    await page.getByText('limit_reached').waitFor();
    await total(page, full);
  };

  it('is taken with an order, and not a second time', async () => {
    const { page } = ben;
    await (await ben.showMembership('/basket')).close();
    await total(page, reduced);
    await assertAccessible(page);
    await order(page);
    await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
    await total(page, reduced);
    await assertAccessible(page);
    discounted = page.url();
    await ben.putIntoBasket('Wildflower honey');
    await basketOf(ben);
    await assertRefused(page);
    await assertAccessible(page);
  });

  it('is refused after the membership was renewed', async () => {
    await ben.getMembership('Meadow Housing Co-op');
    const wallet = await ben.showMembership('/basket');
    await assertRefused(wallet);
    await wallet.close();
    await assertRefused(ben.page);
  });

  it('is refused with a second wallet of the same membership', async () => {
    const wallet = await benElsewhere.showMembership('/basket');
    await assertRefused(wallet);
    await assertAccessible(wallet);
    await wallet.close();
  });

  it('comes back with a refund', async () => {
    const { page } = ben;
    await basketOf(ben);
    await page.getByRole('link', { name: `Order ${discounted.split('/').at(-1)}` }).click();
    await page.waitForURL(discounted);
    await page.getByRole('button', { name: 'Refund it' }).click();
    await page.getByRole('heading', { name: 'Your order was refunded' }).waitFor();
    await page.getByText('The discount was given back, too').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Refund it' }).count(), 0, 'nothing is refunded twice');
    await assertAccessible(page);
    // Both were refused since with a card that they showed anew, and neither shows one once more.
    for (const person of [ben, benElsewhere]) {
      await basketOf(person);
      await total(person.page, reduced);
      await person.page.getByRole('heading', { name: 'Your 10 % discount is on.' }).waitFor();
      await person.page.reload();
      await total(person.page, reduced);
    }
  });

  it('goes to the first of two baskets; the other sees the full price before paying it', async () => {
    await order(benElsewhere.page);
    await benElsewhere.page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
    await assertAccessible(benElsewhere.page);

    const { page } = ben;
    await order(page);
    await assertRefused(page);
    await order(page);
    await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
    await total(page, full);
    await benElsewhere.page.getByRole('button', { name: 'Refund it' }).click();
    await benElsewhere.page.getByRole('heading', { name: 'Your order was refunded' }).waitFor();
  });
});
