import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { assertAccessible } from './accessible.ts';
import { screens } from './browser.ts';
import { Person } from './person.ts';

const inside = 'Come in, make yourself at home';
const asked = ['memberOf', 'membershipClass', 'membershipId'];
const keeps = 'This card keeps to itself: your kind of co-op and that you joined in 2021.';

describe('a card that shows only what is asked', function () {
  this.timeout(180_000);
  let person: Person;
  before(async () => {
    person = await Person.with(screens.phone!);
    await person.getMembership('Harvest Co-op', 'Get a card that shows only what is asked');
    await person.getMembership('Meadow Housing Co-op');
  });
  after(() => person.leave());

  it('lies in the wallet beside a card that is shown whole, and says which it is', async () => {
    const { page, demo } = person;
    await page.goto(demo.origins.wallet);
    const card = page.locator('.membership', { hasText: 'Harvest Co-op' });
    await card.getByText('Shows only what is asked').waitFor();
    await card.getByText('Consumer member').waitFor();
    await card.getByText('2021').waitFor();
    assert.equal(await page.getByText('Shows only what is asked').count(), 1);
    await page.locator('.membership', { hasText: 'Meadow Housing Co-op' }).waitFor();
    await assertAccessible(page);
  });

  it('opens the lounge, and nothing that was not asked for leaves the wallet', async () => {
    const wallet = await person.openWalletAtDoor('/lounge');
    await wallet.getByRole('radio', { name: 'Meadow Housing Co-op' }).check();
    await wallet.getByText('A card like this is shown whole').waitFor();
    assert.equal(await wallet.getByText('This card keeps to itself').count(), 0);
    await wallet.getByRole('radio', { name: 'Harvest Co-op' }).check();
    await wallet.getByText(keeps).waitFor();
    await assertAccessible(wallet);
    const { shown } = await shareAndSee(wallet);
    assert.deepEqual(shown.toSorted(), asked);
    await wallet.getByRole('heading', { name: inside }).waitFor();
    await wallet.close();
  });

  it('takes the discount, with an answer that is signed for this one visit', async () => {
    await person.putIntoBasket('Wildflower honey');
    const wallet = await person.openWalletAtDoor('/basket');
    const clientId = new URL(wallet.url()).searchParams.get('client_id');
    const { binding, shown } = await shareAndSee(wallet);
    assert.deepEqual(shown.toSorted(), asked);
    assert.deepEqual([binding.typ, binding.aud], ['kb+jwt', clientId]);
    assert.equal(typeof binding.nonce, 'string');
    await wallet.getByText('10 % for neighbours').waitFor();
    await wallet.close();
  });

  it('lets the lounge close when its co-op pauses it, open again, and close for good', async () => {
    const { page, context, demo } = person;
    await page.goto(`${demo.origins.site}/lounge`);
    await page.getByRole('heading', { name: inside }).waitFor();
    const office = await context.newPage();
    await office.goto(demo.origins.harvest);
    const press = (name: RegExp) => office.getByRole('button', { name }).first().click();
    await press(/^Pause it/);
    await page.getByText('credential_suspended').waitFor();
    await press(/^End the pause/);
    await page.getByRole('heading', { name: inside }).waitFor();
    await press(/^Withdraw it/);
    await page.getByRole('heading', { name: 'Your co-op has withdrawn this membership.' }).waitFor();
    await page.getByText('credential_revoked').waitFor();
    await office.close();
  });

  it('opens nothing any more once it is withdrawn', async () => {
    const refused = await person.showMembership('/lounge');
    await refused.getByRole('heading', { name: 'Your co-op has withdrawn this membership.' }).waitFor();
  });
});

describe('a co-op’s list for cards that show only what is asked', () => {
  it('is a signed token of its own kind', async () => {
    const person = await Person.with(screens.desktop!);
    const response = await fetch(`${person.demo.origins.harvest}/status/token`);
    assert.match(response.headers.get('content-type') ?? '', /^application\/statuslist\+jwt/);
    const [header] = (await response.text()).split('.');
    assert.equal(decoded(header).typ, 'statuslist+jwt');
    await person.leave();
  });
});

/** Says yes, and reads along what the wallet sends. */
async function shareAndSee(wallet: Page) {
  const [sent] = await Promise.all([
    wallet.waitForRequest((request) => request.method() === 'POST'),
    wallet.getByRole('button', { name: 'Share it' }).click(),
  ]);
  const answers = JSON.parse(new URLSearchParams(sent.postData() ?? '').get('vp_token')!) as Record<string, [string]>;
  const [[query = '', [token]] = ['', ['']]] = Object.entries(answers);
  assert.match(query, /-sd-jwt$/);
  const [, ...parts] = token.split('~');
  const [head, body] = parts.pop()!.split('.');
  const disclosures = parts.map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as [string, string]);
  return { shown: disclosures.map(([, name]) => name), binding: { ...decoded(head), ...decoded(body) } };
}

const decoded = (text = ''): Record<string, unknown> =>
  JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>;
