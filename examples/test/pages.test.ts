import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { assertAccessible } from './accessible.ts';
import { screens } from './browser.ts';
import { Person } from './person.ts';

describe('the demo’s pages', function () {
  this.timeout(180_000);
  let person: Person;
  before(async () => (person = await Person.with(screens.phone!)));
  after(() => person.leave());

  const ticked = async () => {
    const steps = await person.page.locator('#tour .done').allInnerTexts();
    return steps.map((step) => step.replace(/\s+/g, ' ').replace(' ,', ',').trim());
  };

  it('have one menu, wherever one is on the site', async () => {
    const { page, demo } = person;
    for (const path of ['/', '/lounge', '/shop', '/basket', '/how-it-works', '/what-must-fail']) {
      await page.goto(demo.origins.site + path);
      const menu = await page.getByRole('navigation', { name: 'Riverside Commons' }).getByRole('link').allInnerTexts();
      assert.deepEqual(menu, ['Lounge', 'Shop', 'Basket'], path);
    }
  });

  it('show no empty message in the shop', async () => {
    const { page, demo } = person;
    await page.goto(`${demo.origins.site}/shop`);
    assert.equal(await page.locator('.flash').count(), 0);
    assert.equal((await page.getByRole('status').boundingBox())?.height, 0);
  });

  it('name the demo’s wallet beside the wallets, while the door asks and only then', async () => {
    const { page, demo } = person;
    await page.goto(`${demo.origins.site}/lounge`);
    const hint = page.getByText('In this demo, choose the wallet Pocket.');
    await page.getByRole('button', { name: 'Show my membership' }).waitFor();
    assert.equal(await hint.isVisible(), false);
    await page.getByRole('button', { name: 'Show my membership' }).click();
    await hint.waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('button', { name: 'Show my membership' }).waitFor();
    assert.equal(await hint.isVisible(), false);
  });

  it('tick the steps that are done, in words too, and no others', async () => {
    const { page, demo } = person;
    await page.goto(`${demo.origins.site}/lounge`);
    assert.deepEqual(await ticked(), []);
    await person.getMembership('Harvest Co-op');
    assert.deepEqual(await ticked(), ['Get a membership, done']);
    const wallet = await person.openWalletAtDoor('/lounge');
    await wallet.getByRole('button', { name: 'Share it' }).click();
    await wallet.getByRole('heading', { name: 'Come in, make yourself at home' }).waitFor();
    await wallet.close();
    await page.goto(`${demo.origins.site}/shop`);
    assert.deepEqual(await ticked(), ['Get a membership, done', 'Visit the lounge, done', 'Show it, done']);
    await assertAccessible(page);
  });

  it('say why the door is open in one flowing sentence, and until when', async () => {
    const { page, demo } = person;
    await page.goto(`${demo.origins.site}/lounge`);
    await page.getByRole('heading', { name: 'The members’ lounge is open for you.' }).waitFor();
    await page
      .getByText(/^Recognised by River Valley Federation since 2024-03-01, decision \d+, evidence: register/)
      .waitFor();
    await page.getByText('This holds until').waitFor();
  });

  for (const place of ['site', 'harvest', 'wallet'] as const) {
    it(`say in words that there is nothing at an address, and lead on: ${place}`, async () => {
      const { page, demo } = person;
      const response = await page.goto(`${demo.origins[place]}/nothing-here`);
      assert.equal(response?.status(), 404);
      await page.getByRole('heading', { name: 'There is no such page here' }).waitFor();
      await page.getByRole('link', { name: /^Go to/ }).waitFor();
      await assertAccessible(page);
      person.complaints.splice(0);
    });
  }
});
