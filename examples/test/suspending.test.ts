import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { assertAccessible } from './accessible.ts';
import { screens } from './browser.ts';
import { Person } from './person.ts';

const inside = 'Come in, make yourself at home';
const suspended = /^The federation has suspended the co-op at localhost:\d+\.$/;

describe('a co-op that its federation suspends while a member is in', function () {
  this.timeout(180_000);
  let person: Person;
  /** The trustees’ table, in a tab of its own. */
  let trustees: Page;
  before(async () => {
    person = await Person.with(screens.desktop!);
    await person.getMembership('Harvest Co-op');
    await person.putIntoBasket('Wildflower honey');
    await (await person.showMembership('/basket')).close();
    await person.page.locator('#total').filter({ hasText: '€7.38' }).waitFor();
    await (await person.showMembership('/lounge')).close();
    await person.page.getByRole('heading', { name: inside }).waitFor();
    trustees = await person.context.newPage();
    await trustees.goto(person.demo.origins.federation);
  });
  after(async () => {
    // The other tests of this run have members of it, too.
    const again = trustees.getByRole('button', { name: 'Recognise Harvest Co-op again' });
    if (await again.count()) await again.click();
    await person.leave();
  });

  const sequence = async () => {
    const { demo, context } = person;
    const list = await context.request.get(`${demo.origins.federation}/list/current.json`);
    return ((await list.json()) as { seq: number }).seq;
  };
  const assertShut = async () => {
    const page = await person.context.request.get(`${person.demo.origins.site}/lounge`);
    assert.doesNotMatch(await page.text(), new RegExp(inside), 'nothing of the inside leaves the server');
  };

  it('is done by two of three trustees, and by no other website', async () => {
    const { demo, context } = person;
    const before = await sequence();
    const form = { suspend: `did:web:${new URL(demo.origins.harvest).host.replace(':', '%3A')}` };
    const others: Record<string, string>[] = [{ Origin: demo.origins.site }, { 'Sec-Fetch-Site': 'same-site' }];
    for (const headers of others) {
      const refused = await context.request.post(`${demo.origins.federation}/decisions`, { form, headers });
      assert.equal(refused.status(), 403);
    }
    assert.equal(await sequence(), before);
    await assertAccessible(trustees);
    await trustees.getByRole('button', { name: 'Suspend Harvest Co-op' }).click();
    await trustees.getByRole('button', { name: 'Recognise Harvest Co-op again' }).waitFor();
    const decision = trustees.locator('#decisions li').first();
    const words = (await decision.innerText()).replaceAll(/\s+/g, ' ');
    assert.match(
      words,
      /^Suspend Harvest Co-op \(did:web:[^)]*\) from .* on, because: no yearly report for two years; decision \d/,
    );
    assert.match(words, /Signed by \w+ \w+ and \w+ \w+, and published as sequence \d+\.$/);
    assert.equal(await sequence(), before + 1);
    await assertAccessible(trustees);
  });

  it('closes the open lounge within seconds, and says who did it and why', async () => {
    const { page } = person;
    await page.getByRole('heading', { name: suspended }).waitFor();
    await page.getByText('issuer_suspended').waitFor();
    await page.getByRole('heading', { name: inside }).waitFor({ state: 'detached' });
    const note = page.locator('.note');
    await note.getByText('Harvest Co-op: Suspended by River Valley Federation since').waitFor();
    await note.getByText('Reason: no yearly report for two years.').waitFor();
    await note.getByText('It opens again by itself when the pause ends.').waitFor();
    await assertShut();
    await assertAccessible(page);
    await page.reload();
    await page.getByRole('heading', { name: suspended }).waitFor();
    await assertShut();
  });

  it('leaves the discount to who has it, as that policy says, and gives it to nobody else', async () => {
    const { page, demo } = person;
    await page.goto(`${demo.origins.site}/basket`);
    await page.locator('#total').filter({ hasText: '€7.38' }).waitFor();
    const other = await Person.with(screens.phone!);
    await other.getMembership('Harvest Co-op');
    await other.putIntoBasket('Wildflower honey');
    const wallet = await other.openWalletAtDoor('/basket');
    // The site does not ask for it any more; one can show it all the same.
    await wallet.getByText('Not what this site asked for').waitFor();
    await wallet.getByRole('radio').check();
    await wallet.getByRole('button', { name: 'Share it' }).click();
    await wallet.getByRole('heading', { name: suspended }).waitFor();
    await wallet.locator('#total').filter({ hasText: '€8.20' }).waitFor();
    await other.leave();
  });

  it('is on the public pages, with the decision', async () => {
    const { demo, context } = person;
    const page = await context.newPage();
    await page.goto(`${demo.origins.federation}/list/index.html`);
    await page.getByRole('heading', { name: 'Not recognised now' }).waitFor();
    await page.getByText('Suspended by River Valley Federation since').waitFor();
    await assertAccessible(page);
    await page.getByRole('link', { name: 'Changes' }).click();
    await page.getByText('because: no yearly report for two years').first().waitFor();
    await assertAccessible(page);
    await page.close();
  });

  it('opens again by itself once it is recognised again', async () => {
    const { page, demo } = person;
    await page.goto(`${demo.origins.site}/lounge`);
    await page.getByRole('heading', { name: suspended }).waitFor();
    await trustees.getByRole('button', { name: 'Recognise Harvest Co-op again' }).click();
    await trustees.getByRole('button', { name: 'Suspend Harvest Co-op' }).waitFor();
    await page.getByRole('heading', { name: inside }).waitFor();
  });
});
