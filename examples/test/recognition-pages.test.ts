import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import type { Browser } from 'playwright-core';
import { startFederation } from '../../verifier-service/test/recognition/federation.ts';
import { assertAccessible } from './accessible.ts';
import { launchBrowser, screens } from './browser.ts';

describe('the public pages of a recognition list', function () {
  this.timeout(120_000);
  let browser: Browser;
  let federation: Awaited<ReturnType<typeof startFederation>>;

  before(async () => {
    federation = await startFederation();
    await federation.recognise();
    await federation.recognise({ id: 'did:web:meadow.example', name: 'Meadow Co-op' });
    const since = ['--since', '2026-05-01T00:00:00Z', '--reason', 'no audit for two years'];
    await federation.propose('--suspended', 'did:web:meadow.example', ...since, ...federation.decided);
    await federation.sign('Alder');
    await federation.sign('Birch');
    await federation.publish();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    federation?.[Symbol.dispose]();
  });

  for (const [screen, options] of Object.entries(screens)) {
    it(`have no fault that axe knows, with their style and without, on a ${screen}`, async () => {
      const context = await browser.newContext({ ...options, javaScriptEnabled: true });
      const page = await context.newPage();
      for (const name of ['index.html', 'decisions.html', 'changes.html']) {
        await page.goto(`${federation.url}/${name}`);
        await assertAccessible(page);
        assert.equal(await page.locator('script').count(), 0);
        await page.evaluate(() => document.querySelector('style')?.remove());
        assert.match(
          (await page.locator('main').innerText()).replaceAll('\n', ' '),
          /Harvest Housing Co-op|Decision 14/,
        );
        assert.equal(await page.locator('h1').count(), 1);
      }
      await context.close();
    });
  }
});
