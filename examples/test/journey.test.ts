import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { assertAccessible } from './accessible.ts';
import { screens } from './browser.ts';
import { Person } from './person.ts';

for (const [size, screen] of Object.entries(screens)) {
  describe(`a stranger’s visit on a ${size}`, function () {
    this.timeout(180_000);
    let person: Person;
    before(async () => (person = await Person.with(screen)));
    after(() => person.leave());

    it('begins on a page that says what to do', async () => {
      const { page, demo } = person;
      await page.goto(demo.origins.site);
      await assertAccessible(page);
      await page.getByRole('link', { name: 'Start here: get a membership' }).click();
      await page.getByRole('heading', { name: /Hello Ana/ }).waitFor();
      await assertAccessible(page);
    });

    it('puts a membership into the wallet, which shows who offers what', async () => {
      const { page } = person;
      await page.getByRole('button', { name: 'Get my membership into my wallet' }).click();
      await page.getByRole('heading', { name: 'Harvest Co-op offers you a membership' }).waitFor();
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Put it into my wallet' }).click();
      await page.getByRole('heading', { name: 'It is in your wallet' }).waitFor();
      await assertAccessible(page);
    });

    it('finds the lounge shut, with nothing of the inside on the page', async () => {
      const { page } = person;
      await page.getByRole('link', { name: /visit the lounge/ }).click();
      await page.getByRole('button', { name: 'Show my membership' }).waitFor();
      assert.doesNotMatch(await page.content(), /Come in, make yourself at home/);
      await assertAccessible(page);
    });

    it('opens the lounge through the wallet on the same device, in the new tab and in the first one', async () => {
      const { page, demo } = person;
      const wallet = await person.openWalletAtDoor('/lounge');
      await assertAccessible(page);

      const asks = await wallet.getByRole('main').innerText();
      assert.match(asks, /signed by the website localhost:\d+/);
      assert.ok(asks.includes(new URL(demo.origins.site).host), 'the wallet names the site’s own address');
      assert.match(asks, /What will be shared/);
      await assertAccessible(wallet);

      await wallet.getByRole('button', { name: 'Share it' }).click();
      await wallet.getByRole('heading', { name: 'Come in, make yourself at home' }).waitFor();
      assert.equal(new URL(wallet.url()).hash, '', 'the one-time code stays out of the address bar');
      await assertAccessible(wallet);
      await wallet.close();

      await page.getByRole('heading', { name: 'Come in, make yourself at home' }).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'welcome-in', 'focus moves to what opened');
      await assertAccessible(page);
    });

    it('stays open over a reload, and shuts when it is forgotten', async () => {
      const { page } = person;
      await page.reload();
      await page.getByRole('heading', { name: 'Come in, make yourself at home' }).waitFor();
      await page.getByRole('button', { name: 'Forget this' }).click();
      await page.getByRole('button', { name: 'Show my membership' }).waitFor();
      await page.getByRole('heading', { name: 'Come in, make yourself at home' }).waitFor({ state: 'detached' });
      await page.reload();
      assert.doesNotMatch(await page.content(), /Come in, make yourself at home/);
    });

    it('takes 10 % off the basket without losing the page', async () => {
      const { page, demo } = person;
      await page.goto(`${demo.origins.site}/shop`);
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Add to basket: Wildflower honey' }).click();
      await page.getByRole('button', { name: 'Add to basket: Sourdough loaf' }).click();
      await page.getByText('Sourdough loaf is in your basket.').waitFor();
      await assertAccessible(page);

      const wallet = await person.openWalletAtDoor('/basket');
      await page.getByRole('button', { name: 'One more: Sourdough loaf' }).click();
      await page.locator('#total').filter({ hasText: '€17.40' }).waitFor();
      await assertAccessible(page);
      await page.evaluate(() => Object.assign(window, { sameVisit: true }));

      await wallet.getByRole('button', { name: 'Share it' }).click();
      await page.locator('#total').filter({ hasText: '€15.66' }).waitFor();
      assert.equal(await page.evaluate(() => 'sameVisit' in window), true, 'the page was not loaded again');
      await assertAccessible(page);
    });
  });
}
