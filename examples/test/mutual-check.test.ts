import { strict as assert } from 'node:assert';
import { generateKeyPairSync, sign } from 'node:crypto';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { policies } from '../demo/site/policies.ts';
import { createVerifierClient } from '../demo/site/verifier-client.ts';
import { assertAccessible } from './accessible.ts';
import { screens } from './browser.ts';
import { Person } from './person.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = ''): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

describe('what the wallet says of who asks', function () {
  this.timeout(180_000);
  let person: Person;
  before(async () => {
    person = await Person.with(screens.phone!);
    await person.getMembership('Harvest Co-op');
  });
  after(() => person.leave());

  const headline = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
  const refusedAs = async (page: Page, code: string) => {
    await page.locator('.warning', { hasText: 'Not recognised.' }).filter({ hasText: code }).waitFor();
    assert.equal(await page.locator('.recognised').count(), 0);
    await assertAccessible(page);
  };

  it('is its name on the list, by whom it is recognised, since when and why', async () => {
    const wallet = await person.openWalletAtDoor('/lounge');
    const said = await wallet.locator('.recognised').innerText();
    assert.match(said, /^Riverside Commons\. Recognised by River Valley Federation since 2024-03-01, decision \d+, /);
    assert.equal(await wallet.locator('.warning').count(), 0);
    await assertAccessible(wallet);
    await wallet.close();
  });

  it('is plainly that it is not recognised, and no name, for another site that takes the name', async () => {
    const { page, demo } = person;
    const siteUrl = 'http://localhost:8080';
    const { key } = await demo.addSite('Riverside Commons', siteUrl);
    const client = createVerifierClient({ serviceUrl: demo.origins.service, siteUrl, key });
    await client.savePolicy(policies()[0]!);
    const opened = await client.openRequest({
      policy: 'members-lounge',
      subject: 's_1',
      returnUrl: `${siteUrl}/lounge`,
      locale: 'en',
    });
    const { sameDevice } = opened['links'] as { sameDevice: { web: { url: string }[] } };
    await page.goto(sameDevice.web[0]!.url);
    await refusedAs(page, 'site_unknown');
    assert.equal(await headline(page), 'localhost:8080 asks for your membership');
    await page.getByText('It calls itself “Riverside Commons”.').waitFor();
  });

  it('is that the place on the list is borrowed, for a site that copies what another one says of itself', async () => {
    const { page, demo } = person;
    const wallet = await person.openWalletAtDoor('/lounge');
    const requestUri = new URL(wallet.url()).searchParams.get('request_uri')!;
    await wallet.close();
    const original = decode((await (await fetch(requestUri)).text()).split('.')[1]);
    assert.ok(Array.isArray(original['verifier_info']));

    // A website of its own with a key of its own, whose document says that it speaks for the real site.
    const { service, site } = demo.origins;
    const thief = `${service}/thief`;
    const did = `did:web:${new URL(service).host.replace(':', '%3A')}:thief`;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const keyId = `${did}#key-1`;
    const head = encode({ alg: 'EdDSA', typ: 'oauth-authz-req+jwt', kid: keyId });
    const body = encode({ ...original, client_id: `decentralized_identifier:${did}` });
    const signature = sign(undefined, Buffer.from(`${head}.${body}`), privateKey).toString('base64url');
    const headers = { 'Access-Control-Allow-Origin': '*' };
    await page.route(`${thief}/did.json`, (route) =>
      route.fulfill({
        headers,
        json: {
          id: did,
          verificationMethod: [{ id: keyId, publicKeyJwk: publicKey.export({ format: 'jwk' }) }],
          authentication: [keyId],
          service: [{ type: 'LinkedDomains', serviceEndpoint: site }],
        },
      }),
    );
    await page.route(`${thief}/request`, (route) => route.fulfill({ headers, body: `${head}.${body}.${signature}` }));
    const link = new URLSearchParams({
      client_id: `decentralized_identifier:${did}`,
      request_uri: `${thief}/request`,
    });
    await page.goto(`${demo.origins.wallet}/?${link.toString()}`);
    await refusedAs(page, 'site_entry_of_another');
  });

  it('is that it is suspended, within a second of the trustees’ decision, and why', async () => {
    const { context, demo, page } = person;
    const trustees = await context.newPage();
    await trustees.goto(demo.origins.federation);
    await trustees.getByRole('button', { name: 'Suspend Riverside Commons' }).click();
    await trustees.getByRole('button', { name: 'Recognise Riverside Commons again' }).waitFor();
    await page.goto(`${demo.origins.site}/lounge`);
    await page.getByRole('button', { name: /^Show (my|another) membership$/ }).click();
    const [wallet] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: /Pocket/ }).click(),
    ]);
    await refusedAs(wallet, 'site_suspended');
    await wallet.getByText('Suspended by River Valley Federation since').waitFor();
    assert.equal(await headline(wallet), `${new URL(demo.origins.site).host} asks for your membership`);
    await wallet.close();
    await trustees.getByRole('button', { name: 'Recognise Riverside Commons again' }).click();
    await trustees.getByRole('button', { name: 'Suspend Riverside Commons' }).waitFor();
    await trustees.close();
    await (await person.openWalletAtDoor('/lounge')).locator('.recognised').waitFor();
  });
});
