import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { assertAccessible } from './accessible.ts';
import { screens } from './browser.ts';
import { Person } from './person.ts';

describe('the wallet page', function () {
  this.timeout(180_000);
  let person: Person;
  before(async () => (person = await Person.with(screens.phone!)));
  after(() => person.leave());

  it('says where a first membership comes from while it is empty', async () => {
    const { page, demo } = person;
    await page.goto(demo.origins.wallet);
    await page.getByText('It is empty.').waitFor();
    await assertAccessible(page);
  });

  it('keeps the cards over a reload, and removes one when asked', async () => {
    const { page, demo } = person;
    await person.getMembership('Harvest Co-op');
    await person.getMembership('Meadow Housing Co-op');
    await page.goto(demo.origins.wallet);
    await page.getByRole('heading', { name: 'Harvest Co-op', level: 2 }).waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Remove the Harvest Co-op card' }).click();
    await page.getByText('The Harvest Co-op card was removed.').waitFor();
    await page.getByRole('heading', { name: 'Harvest Co-op', level: 2 }).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Meadow Housing Co-op', level: 2 }).waitFor();
    await assertAccessible(page);
  });

  it('puts a removed card back where it was, when asked', async () => {
    const { page } = person;
    await page.getByRole('button', { name: 'Put it back' }).click();
    await page.getByRole('heading', { name: 'Harvest Co-op', level: 2 }).waitFor();
    assert.match((await page.getByRole('heading', { level: 2 }).first().innerText()) ?? '', /Harvest/);
    await page.getByRole('button', { name: 'Remove the Harvest Co-op card' }).click();
    await page.getByText('The Harvest Co-op card was removed.').waitFor();
  });

  it('chooses a card that will do before one that has ended, and says what goes along with it', async () => {
    const { page } = person;
    await person.getMembership('Harvest Co-op', 'Get a membership that has ended');
    const wallet = await person.openWalletAtDoor('/lounge');
    await wallet.getByRole('radio', { name: /Meadow/, checked: true }).waitFor();
    const asks = await wallet.getByRole('main').innerText();
    assert.match(asks, /What for\s+Open the members’ lounge/);
    assert.match(asks, /For how long\s+30 days/);
    assert.match(asks, /your co-op, your kind of membership, and a random number that stands for your membership/);
    assert.doesNotMatch(
      asks,
      /achievement|licenseNumber/,
      'the badge that would do as well is asked in the same words',
    );
    const sees = (page: Page) => page.locator('dl > div', { hasText: 'What it sees' }).locator('dd').innerText();
    assert.equal(await sees(wallet), await sees(person.page), 'the same words in the same order as at the site');
    assert.match(
      asks,
      /shown whole, so these go along: .* joined in 2018, .*the end date \(.*\), .*and your wallet’s key/,
    );
    await wallet.close();
    await page.goto(person.demo.origins.wallet);
    await page.getByRole('button', { name: 'Remove the Harvest Co-op card' }).click();
    await page.getByText('The Harvest Co-op card was removed.').waitFor();
  });

  it('says that it speaks to the demo’s verifier only, where another one asks', async () => {
    const other = await Person.with(screens.phone!);
    const link = new URLSearchParams({
      client_id: 'decentralized_identifier:did:web:verifier.example:sites:shop',
      request_uri: 'https://verifier.example/requests/1',
    });
    await other.page.goto(`${other.demo.origins.wallet}/?${link.toString()}`);
    await other.page.getByText('This wallet speaks to the verifier of this demo only').waitFor();
    assert.match(other.complaints.splice(0).join(), /Content Security Policy/);
    await other.leave();
  });

  it('keeps its key where no script can read it', async () => {
    const extractable = await person.page.evaluate(async () => {
      const opening = indexedDB.open('pocket');
      const database = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)));
      const reading = database.transaction('keys').objectStore('keys').get('own');
      await new Promise((resolve) => (reading.onsuccess = resolve));
      return (reading.result as CryptoKeyPair).privateKey.extractable;
    });
    assert.equal(extractable, false);
  });

  it('says no for its owner, and the site learns nothing else', async () => {
    const wallet = await person.openWalletAtDoor('/lounge');
    await wallet.getByRole('button', { name: 'Don’t share' }).click();
    await wallet.getByRole('heading', { name: 'Nothing was shared' }).waitFor();
    await assertAccessible(wallet);
    await wallet.close();
    await person.page.getByRole('heading', { name: /You said no in your wallet/ }).waitFor();
    await assertAccessible(person.page);
  });

  it('warns of a request that nobody signed', async () => {
    const { page, demo } = person;
    const { serviceUrl, siteUrl, key } = demo.siteKey;
    const response = await fetch(`${serviceUrl}/v1/presentation-requests`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Coop-Site-Url': siteUrl, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        policy: 'members-lounge',
        subject: 'unsigned-request',
        returnUrl: `${siteUrl}/lounge`,
        clientIdPrefix: 'redirect_uri',
      }),
    });
    const { links } = (await response.json()) as { links: { sameDevice: { web: { url: string }[] } } };
    await page.goto(links.sameDevice.web[0]!.url);
    await page.getByText('Not recognised.').waitFor();
    await assertAccessible(page);
  });

  it('does not answer a request that names another site than the one that signed it', async () => {
    const { page, demo } = person;
    const wallet = await person.openWalletAtDoor('/lounge');
    const link = new URL(wallet.url());
    link.searchParams.set('client_id', link.searchParams.get('client_id')!.replace(/:sites:.*/, ':sites:another'));
    await wallet.close();
    await page.goto(link.href);
    await page.getByText('The request is not signed by the site it names.').waitFor();
    assert.equal(new URL(page.url()).origin, demo.origins.wallet);
    await assertAccessible(page);
  });

  it('refuses an offer that speaks for another website', async () => {
    const { page, demo } = person;
    await page.goto(
      `${demo.origins.wallet}/?offer=${encodeURIComponent(`${demo.origins.harvest}/.well-known/did.json`)}`,
    );
    await page.getByRole('heading', { name: 'Nothing to put into your wallet' }).waitFor();
    await assertAccessible(page);
  });
});

describe('an empty wallet that is asked', function () {
  this.timeout(180_000);

  it('says where a membership comes from that this site takes, before one that it does not know', async () => {
    const person = await Person.with(screens.phone!);
    const wallet = await person.openWalletAtDoor('/lounge');
    const offered = await wallet.getByRole('main').getByRole('link').allInnerTexts();
    assert.deepEqual(offered, ['Harvest Co-op', 'Meadow Housing Co-op', 'Pebble Club']);
    await wallet.getByText('This site does not know:').waitFor();
    await assertAccessible(wallet);
    await person.leave();
  });
});

describe('a wallet on another device', function () {
  this.timeout(180_000);

  it('opens the page that asked, without a reload there, after the numbers were compared', async () => {
    const [desk, phone] = [await Person.with(screens.desktop!), await Person.with(screens.phone!)];
    await phone.getMembership('Meadow Housing Co-op');

    await desk.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: desk.demo.origins.site });
    await desk.page.goto(`${desk.demo.origins.site}/lounge`);
    await desk.page.getByRole('button', { name: 'Show my membership' }).click();
    await desk.page.getByRole('button', { name: 'Copy link' }).click();
    await desk.page.getByText('Link copied.').waitFor();
    const link = await desk.page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, /^openid4vp:/);
    await assertAccessible(desk.page);

    await phone.page.goto(phone.demo.origins.wallet);
    await phone.page.getByText('Asked on another screen?').click();
    await phone.page.getByLabel('Link copied from the other screen').fill('https://example.org/');
    await phone.page.getByRole('button', { name: 'Open the request' }).click();
    await phone.page.getByText('That is not a link from a site that asks.').waitFor();
    await assertAccessible(phone.page);
    await phone.page.getByLabel('Link copied from the other screen').fill(link);
    await phone.page.getByRole('button', { name: 'Open the request' }).click();
    await phone.page.getByRole('heading', { name: 'Riverside Commons asks for your membership' }).waitFor();
    await assertAccessible(phone.page);

    const number = await phone.page.locator('.match strong').innerText();
    assert.match(number, /^\d\d \d\d$/);
    assert.ok((await desk.page.locator('[part=match-code]').innerText()).includes(number), 'both show the same number');

    await phone.page.getByRole('button', { name: 'Share it' }).click();
    await phone.page.getByRole('heading', { name: 'Sent' }).waitFor();
    await desk.page.getByRole('heading', { name: 'Come in, make yourself at home' }).waitFor();
    await assertAccessible(phone.page);
    await phone.leave();
    await desk.leave();
  });
});
