import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { assertAccessible, desktop, newVisitor, phone, photograph } from '../bed/browser.ts';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { gate, paragraph, publish } from '../bed/pages.ts';
import { wpEval } from '../bed/wp-eval.ts';
import { logIn } from './log-in.ts';
import { ask, gateOf, waitUntilOpen } from './visit.ts';
import { newWallet } from '../bed/wallet.ts';

const views = {
  setup: 'Connect this site',
  gates: 'Board room',
  'gates&gate=new': 'What is behind the gate',
  admissions: 'Harvest Co-op',
  log: /Nothing happened yet|When/,
  connection: 'Everything that is needed works.',
} as const;

/** The same screens for who reads from right to left, and for who needs letters twice as large. */
describe('reading', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let plugin: string;
  let gated: string;

  before(async () => {
    site = await connectedBed();
    const folder = join(site.bed.root, 'wp-content/mu-plugins');
    plugin = join(folder, 'right-to-left.php');
    mkdirSync(folder, { recursive: true });
    gated = publish(site.bed, 'page', 'Reading', gate(paragraph('The minutes are in the blue folder.')));
    wpEval(
      site.bed,
      `global $wpdb;
      $now = '2026-01-01 00:00:00';
      $wpdb->insert( 'wp_coop_credentials_gates', array( 'policy' => 'board-room', 'name' => 'Board room', 'teaser' => '', 'document' => '{}', 'version' => 1, 'summary' => 'Members of Harvest Co-op may read the board’s papers for 30 days at a time; we keep a pseudonym, the co-op’s name and the end date.', 'created_at' => $now, 'updated_at' => $now ) );
      return $wpdb->insert( 'wp_coop_credentials_grants', array( 'verification_id' => 'vf_reading', 'policy' => 'board-room', 'policy_version' => 1, 'visitor' => str_repeat( 'a', 64 ), 'holder' => str_repeat( 'h', 43 ), 'issuer' => 'did:web:harvest.example', 'issuer_name' => 'Harvest Co-op', 'reason' => 'This site welcomes members of Harvest Co-op: our neighbours.', 'state' => 'live', 'granted_at' => $now, 'expires_at' => '2099-01-01 00:00:00' ) );`,
    );
  });

  after(() => {
    rmSync(plugin, { force: true });
    wpEval(
      site.bed,
      `global $wpdb; $wpdb->query( 'DELETE FROM wp_coop_credentials_gates' ); return $wpdb->query( "DELETE FROM wp_coop_credentials_grants WHERE verification_id = 'vf_reading'" );`,
    );
  });

  /** Nothing of ours is wider than the window, or cut off in its box. */
  const assertFits = async (page: Page, within: string, what: string): Promise<void> => {
    const wide = await page.evaluate((selector) => {
      const outside = (element: Element): boolean => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (left < -1 || right > document.documentElement.clientWidth + 1);
      };
      const scrolls = (element: Element | null): boolean =>
        element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
      return [...document.querySelectorAll(`${selector}, ${selector} *`)]
        .filter((element) => outside(element) && !scrolls(element) && !element.closest('.screen-reader-text'))
        .map((element) => element.outerHTML.slice(0, 120));
    }, within);
    assert.deepEqual(wide, [], what);
  };

  const look = async (page: Page, name: string): Promise<void> => {
    for (const [view, text] of Object.entries(views)) {
      await page.goto(`${site.bed.url}/wp-admin/admin.php?page=coop-credentials&view=${view}`);
      await page.locator('.coop-admin').getByText(text).first().waitFor();
      await photograph(page, `${name}-${view.replace(/[&=]/g, '-')}`);
      await assertFits(page, '.coop-admin', view);
      await assertAccessible(page, '.coop-admin');
    }
  };

  const visit = async (page: Page, name: string, larger = ''): Promise<void> => {
    await page.goto(gated);
    if (larger !== '') await page.addStyleTag({ content: larger });
    await gateOf(page).getByRole('button', { name: 'Show my membership' }).waitFor();
    await photograph(page, `${name}-locked`);
    await assertFits(page, '.coop-gate', 'locked');
    const { crossDevice } = await ask(page);
    await gateOf(page).evaluate((element) => element.scrollIntoView());
    await photograph(page, `${name}-asking`);
    await assertFits(page, '.coop-gate', 'asking');
    await assertAccessible(page, '.coop-gate');
    const wallet = await newWallet();
    await wallet.answer(crossDevice.app, await site.coop.issue(wallet));
    await waitUntilOpen(page);
    await photograph(page, `${name}-opened`);
    await assertFits(page, '.coop-gate', 'opened');
    await assertAccessible(page, '.coop-gate');
  };

  describe('from right to left', () => {
    before(() => {
      writeFileSync(plugin, `<?php add_action( 'init', fn() => $GLOBALS['wp_locale']->text_direction = 'rtl', 0 );`);
    });
    after(() => rmSync(plugin));

    for (const [name, size] of Object.entries({ desktop, phone })) {
      it(`fits the admin page (${name})`, async () => {
        const visitor = await newVisitor(size);
        const page = await visitor.newPage();
        await logIn(page, site.bed.url);
        await look(page, `rtl-${name}`);
        assert.equal(
          await page.evaluate(() => getComputedStyle(document.querySelector('.coop-admin')!).direction),
          'rtl',
        );
        await visitor.leave();
      });

      it(`fits a visit (${name})`, async () => {
        const visitor = await newVisitor(size);
        await visit(await visitor.newPage(), `rtl-visit-${name}`);
        await visitor.leave();
      });
    }
  });

  describe('at twice the size', () => {
    it('fits the admin page of a desktop', async () => {
      const visitor = await newVisitor({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
      const page = await visitor.newPage();
      await logIn(page, site.bed.url);
      await look(page, 'zoom');
      await visitor.leave();
    });

    it('fits a visit, where only the letters grow, on a phone', async () => {
      const visitor = await newVisitor(phone);
      await visit(await visitor.newPage(), 'large', 'html { font-size: 200%; }');
      await visitor.leave();
    });
  });
});
