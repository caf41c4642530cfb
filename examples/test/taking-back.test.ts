import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { assertAccessible } from './accessible.ts';
import { screens } from './browser.ts';
import { Person } from './person.ts';

const inside = 'Come in, make yourself at home';
const paused = 'Your co-op has paused this membership.';
const withdrawn = 'Your co-op has withdrawn this membership.';

describe('a membership that is taken back while its member is in', function () {
  this.timeout(180_000);
  let person: Person;
  /** The co-op’s office, in a tab of its own. */
  let office: Page;
  before(async () => {
    person = await Person.with(screens.desktop!);
    await person.getMembership('Harvest Co-op');
    await (await person.showMembership('/lounge')).close();
    await person.page.getByRole('heading', { name: inside }).waitFor();
    // The card that opened the lounge is the oldest of four by now.
    const wallet = await person.context.newPage();
    for (let renewal = 0; renewal < 3; renewal += 1) await person.getMembership('Harvest Co-op', undefined, wallet);
    await wallet.close();
    office = await person.context.newPage();
    await office.goto(person.demo.origins.harvest);
  });
  after(() => person.leave());

  const press = async (name: RegExp) => {
    await office.getByRole('button', { name }).first().click();
    await office.getByRole('heading', { name: 'Take a membership back' }).waitFor();
  };
  const assertShut = async () => {
    await person.page.getByRole('heading', { name: inside }).waitFor({ state: 'detached' });
    const page = await person.context.request.get(`${person.demo.origins.site}/lounge`);
    assert.doesNotMatch(await page.text(), new RegExp(inside), 'nothing of the inside leaves the server');
  };

  it('closes the open page within seconds when the co-op pauses it, and says so', async () => {
    const { page } = person;
    // Other people of this run have cards of the demo's one member, too, also of a membership that was withdrawn.
    await office
      .getByText(/^([4-9]|\d\d+) cards, the newest given out at /)
      .first()
      .waitFor();
    assert.equal(await office.getByRole('button', { name: /^Pause it/ }).count(), 1, 'one row a membership');
    await assertAccessible(office);
    await page.evaluate(() => Object.assign(window, { sameVisit: true }));
    await press(/^Pause it/);
    await office.getByText('It is paused.').first().waitFor();
    await page.getByRole('heading', { name: paused }).waitFor();
    await page.getByText('credential_suspended').waitFor();
    const help = page.getByRole('link', { name: 'Go to your co-op’s website' });
    assert.equal(new URL((await help.getAttribute('href')) ?? '').origin, person.demo.origins.harvest);
    await assertShut();
    await page.getByText('It opens again by itself when the pause ends.').waitFor();
    assert.equal(await page.evaluate(() => 'sameVisit' in window), true, 'the page was not loaded again');
    await assertAccessible(page);
  });

  it('stays shut over a reload, with the reason', async () => {
    await person.page.reload();
    await person.page.getByRole('heading', { name: paused }).waitFor();
    await assertShut();
  });

  it('opens again by itself when the pause ends, without showing anything anew', async () => {
    await press(/^End the pause/);
    await person.page.getByRole('heading', { name: inside }).waitFor();
    await assertAccessible(person.page);
  });

  it('closes for good when the co-op withdraws it, in other words than for a pause', async () => {
    const { page } = person;
    await press(/^Withdraw it/);
    await office.getByText('It is withdrawn, for good.').first().waitFor();
    await page.getByRole('heading', { name: withdrawn }).waitFor();
    await page.getByText('credential_revoked').waitFor();
    await assertShut();
    await assertAccessible(page);
    const entry = office.locator('.given-out li').first();
    assert.equal(await entry.getByRole('button').count(), 0, 'what is withdrawn stays so');
    await assertAccessible(office);
    await page.reload();
    await page.locator('#tour li.done', { hasText: 'Take it back' }).waitFor();
  });

  it('opens nothing when it is shown once more, and a new one from the co-op does', async () => {
    const refused = await person.showMembership('/lounge');
    await refused.getByRole('heading', { name: withdrawn }).waitFor();
    await refused.close();
    await person.getMembership('Harvest Co-op');
    const entered = await person.showMembership('/lounge');
    await entered.getByRole('heading', { name: inside }).waitFor();
  });
});

describe('a co-op that publishes the older kind of list', function () {
  this.timeout(180_000);

  it('closes the lounge, too', async () => {
    const person = await Person.with(screens.phone!);
    await person.getMembership('Meadow Housing Co-op');
    await (await person.showMembership('/lounge')).close();
    const office = await person.context.newPage();
    await office.goto(person.demo.origins.meadow);
    await office
      .getByRole('button', { name: /^Withdraw it/ })
      .first()
      .click();
    await person.page.getByRole('heading', { name: withdrawn }).waitFor();
    await person.leave();
  });
});
