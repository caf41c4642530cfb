import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { assertAccessible, desktop, newVisitor, phone, photograph, type Visitor } from '../bed/browser.ts';
import { connectedBed, useKey, type ConnectedBed } from '../bed/connected.ts';
import { gate, paragraph, publish } from '../bed/pages.ts';
import { phpString, wpEval } from '../bed/wp-eval.ts';
import { logIn } from './log-in.ts';
import { ruleWelcoming } from './rule-welcoming.ts';

const screen = '.coop-admin';
const gatesTable = 'wp_coop_credentials_gates';

describe('the admin page', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let admin: Visitor;
  let page: Page;

  before(async () => {
    site = await connectedBed();
    wpEval(
      site.bed,
      `$db = $GLOBALS['wpdb'];
      foreach ( array( 'gates', 'grants', 'events' ) as $table ) { $db->query( "DELETE FROM wp_coop_credentials_$table" ); }
      return 1;`,
    );
    admin = await newVisitor(desktop);
    page = await admin.newPage();
    await logIn(page, site.bed.url);
  });

  after(async () => {
    useKey(site.bed, site.verifier.url, site.key);
    wpEval(site.bed, `return $GLOBALS['wpdb']->query( 'DELETE FROM ${gatesTable}' );`);
    await admin.leave();
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await photograph(page, 'failed');
  });

  const addressOf = (view: string, more = ''): string =>
    `${site.bed.url}/wp-admin/admin.php?page=coop-credentials&view=${view}${more}`;
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const alert = (): Locator => page.locator(`${screen} [role=alert]`);
  const rows = (count: number): Promise<unknown> =>
    page.waitForFunction((wanted) => document.querySelectorAll('tbody tr').length === wanted, count);
  const welcoming = (more: object = {}): string => ruleWelcoming(site.coop.did, more);

  describe('gates', () => {
    it('says what a gate is for while there is none', async () => {
      await page.goto(addressOf('gates'));
      await page.getByText('No gate yet').waitFor();
      await photograph(page, 'gates-empty');
      await assertAccessible(page, screen);
    });

    it('is off to save until it has a name and somebody who is welcome', async () => {
      await button('Make a gate').click();
      await page.getByText('once you have filled it in').waitFor();
      assert.equal(await page.getByText(/missing|purpose/).count(), 0);
      await page.getByLabel('A sentence that makes strangers').fill('Come in.');
      await page.getByText('Give it a name: what is behind the gate.').waitFor();
      await page.getByText('Add a co-op whose members you welcome, or choose a federation.').waitFor();
      assert.equal(await button('Make the gate').getAttribute('aria-disabled'), 'true');
      await page.getByLabel('What is behind the gate').fill('Board room');
      await button('Finer settings').click();
      await page.getByLabel('The whole rule').fill('{ "purpose": ');
      await page.getByText('This is no JSON object yet').waitFor();
      await photograph(page, 'gate-broken-json');
      await assertAccessible(page, screen);
      assert.equal(await button('Make the gate').getAttribute('aria-disabled'), 'true');
    });

    it('names what the service finds wrong with the whole rule', async () => {
      await page.getByLabel('The whole rule').fill(welcoming({ grant: { for: 'a while' } }));
      await page.getByText('must be an ISO 8601 duration').waitFor();
      await assertAccessible(page, screen);
    });

    it('shows in the form what the whole rule says, and the other way round', async () => {
      await page.getByLabel('The whole rule').fill(welcoming());
      await page.getByLabel('Workers').check();
      await page.getByText(/^Worker members of Harvest Co-op may read the board’s papers for 30 days/).waitFor();
      assert.match(await page.getByLabel('The whole rule').inputValue(), /"worker"/);
      assert.equal(await page.getByLabel('Name of the co-op').inputValue(), 'Harvest Co-op');
      await photograph(page, 'gate-new');
      await assertAccessible(page, screen);
    });

    it('limits how often, and takes the limit off again', async () => {
      await page.getByLabel('How often').selectOption({ label: 'A number of times' });
      await page.getByLabel('How many times').fill('2');
      await page.getByLabel('Per', { exact: true }).selectOption({ label: 'A week' });
      await page.locator('.coop-admin__sentence', { hasText: /2 times/ }).waitFor();
      const rule = JSON.parse(await page.getByLabel('The whole rule').inputValue()) as Record<string, unknown>;
      assert.deepEqual([rule['limit'], rule['identify']], [{ count: 2, per: 'P7D' }, 'membership']);
      await assertAccessible(page, screen);
      await page.getByLabel('How often').selectOption({ label: 'As often as they like' });
      await page.locator('.coop-admin__sentence', { hasNotText: /2 times/ }).waitFor();
      assert.doesNotMatch(await page.getByLabel('The whole rule').inputValue(), /"limit"|"identify": "membership"/);
    });

    it('is made, and stands in the list', async () => {
      await button('Make the gate').click();
      await page.getByText('Saved. What changed counts').waitFor();
      await page.getByRole('heading', { name: 'Board room' }).waitFor();
      await page.getByText('Stands nowhere yet.').waitFor();
      await photograph(page, 'gates');
      await assertAccessible(page, screen);
    });

    it('shows what the form has no field for as the whole rule alone', async () => {
      await page.getByRole('link', { name: 'Board room', exact: true }).click();
      await page.getByRole('heading', { name: 'Gate: Board room' }).waitFor();
      await button('Finer settings').click();
      const document = JSON.parse(welcoming()) as { accept: object[] };
      await page
        .getByLabel('The whole rule')
        .fill(JSON.stringify({ ...document, accept: [...document.accept, ...document.accept] }));
      await page.getByText('asks for more than the form can show').waitFor();
      assert.equal(await page.getByLabel('Open for').count(), 0);
      await assertAccessible(page, screen);
      await button('Leave it as it was').click();
    });

    it('is not saved over what somebody else has changed meanwhile', async () => {
      await page.getByRole('link', { name: 'Change Board room' }).click();
      await page.getByLabel('Open for').selectOption('P7D');
      await page.getByText(/for 7 days/).waitFor();
      const changed = await fetch(`${site.verifier.url}/v1/policies/board-room-2`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${site.key}`,
          'coop-site-url': site.bed.url,
          'content-type': 'application/json',
        },
        body: welcoming({ grant: { for: 'P1Y' } }),
      });
      assert.equal(changed.status, 200);
      await button('Save').click();
      await page.getByText('Somebody else has changed this gate meanwhile').waitFor();
      await page.reload();
      assert.equal(await page.getByLabel('Open for').inputValue(), 'P1Y');
    });

    it('is not deleted where it stands, and goes when it stands nowhere', async () => {
      const address = publish(site.bed, 'page', 'Board papers', gate(paragraph('Papers.'), 'board-room-2'));
      await page.goto(addressOf('gates'));
      await button('Delete Board room').click();
      const modal = page.getByRole('dialog');
      await modal.getByText('It still stands on pages.').waitFor();
      await modal.getByRole('link', { name: 'Board papers' }).waitFor();
      await photograph(page, 'gate-delete');
      await assertAccessible(page, '.components-modal__frame');
      await page.keyboard.press('Escape');
      assert.equal(await button('Delete Board room').evaluate((element) => element === document.activeElement), true);
      wpEval(site.bed, `return (bool) wp_delete_post( url_to_postid( ${phpString(address)} ), true );`);
      await page.reload();
      await button('Delete Board room').click();
      await modal.getByRole('button', { name: 'Delete it' }).click();
      await page.getByText('The gate “Board room” is gone.').waitFor();
      await page.getByText('No gate yet').waitFor();
    });
  });

  describe('who was let in', () => {
    after(() => {
      wpEval(site.bed, `return $GLOBALS['wpdb']->query( 'DELETE FROM ${gatesTable}' );`);
    });

    it('says what comes here while nobody was', async () => {
      await page.goto(addressOf('admissions'));
      await page.getByText('Nobody yet').waitFor();
      await photograph(page, 'admissions-empty');
      await assertAccessible(page, screen);
    });

    it('lists them a page at a time: why, by whom, until when', async () => {
      wpEval(
        site.bed,
        `( new CoopCredentials\\Gate\\Gate_Store( $GLOBALS['wpdb'], CoopCredentials\\Plugin::instance()->tables->gates() ) )->save(
          new CoopCredentials\\Gate\\Stored_Gate( 'members-lounge', 'Members’ lounge', '', '{}', 1, '' ) );
        $store = new CoopCredentials\\Grant\\Grant_Store( $GLOBALS['wpdb'], CoopCredentials\\Plugin::instance()->tables->grants() );
        for ( $i = 0; $i < 45; $i++ ) {
          $store->add( new CoopCredentials\\Grant\\Grant( "vf_$i", 'members-lounge', hash( 'sha256', "v$i" ), hash( 'sha256', "h$i" ),
            'This site welcomes members of Harvest Co-op: our neighbours.', new DateTimeImmutable( '+30 days' ), 'did:web:harvest.example', 'Harvest Co-op' ),
            new DateTimeImmutable( '2026-01-01' ) );
        }
        return 1;`,
      );
      await page.reload();
      await page.getByText('Page 1 of 3').waitFor();
      assert.equal(await page.locator('tbody tr').count(), 20);
      await photograph(page, 'admissions');
      await assertAccessible(page, screen);
      await button('Older').click();
      await page.getByText('Page 2 of 3').waitFor();
      await button('Older').click();
      await page.getByText('Page 3 of 3').waitFor();
      await rows(5);
      await page.goBack();
      await page.getByText('Page 2 of 3').waitFor();
    });

    it('shows every text from outside as text', async () => {
      const hostile = '<img src=x onerror="window.coopRan=1">';
      const row = `"vf_h", 'members-lounge', 'v', 'h', ${phpString(hostile)}, new DateTimeImmutable( '+30 days' ), 'did:web:h.example', ${phpString(hostile)}`;
      wpEval(
        site.bed,
        `$store = new CoopCredentials\\Grant\\Grant_Store( $GLOBALS['wpdb'], CoopCredentials\\Plugin::instance()->tables->grants() );
        return $store->add( new CoopCredentials\\Grant\\Grant( ${row} ), new DateTimeImmutable() );`,
      );
      await page.goto(addressOf('admissions'));
      await page.locator('tbody').getByText(hostile).first().waitFor();
      assert.equal(await page.locator(`${screen} img`).count(), 0);
      wpEval(
        site.bed,
        `return $GLOBALS['wpdb']->delete( 'wp_coop_credentials_grants', array( 'verification_id' => 'vf_h' ) );`,
      );
    });

    it('ends one by hand, with a reason', async () => {
      await page.goto(addressOf('admissions'));
      await button('End it').first().click();
      const modal = page.getByRole('dialog');
      await modal.getByLabel('Why').fill('Left the co-op, by their own word');
      await photograph(page, 'admission-end');
      await assertAccessible(page, '.components-modal__frame');
      await modal.getByRole('button', { name: 'End it' }).click();
      await page.getByText('Ended. Whoever it was').waitFor();
      await page.getByLabel('State').selectOption({ label: 'Ended here by hand' });
      await page.getByText('Ended here by hand', { exact: true }).last().waitFor();
      await rows(1);
    });

    it('keeps somebody out of a gate, and lets them in again', async () => {
      await page.goto(addressOf('admissions'));
      await button('End it').first().click();
      await page.getByRole('dialog').getByLabel('Why').fill('Asked us to');
      await page.getByRole('dialog').getByLabel('Keep them out of this gate').check();
      await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
      await page.getByText('is kept out of this gate until you let them in again').waitFor();
      await page.getByLabel('State').selectOption({ label: 'Kept out' });
      await rows(1);
      await assertAccessible(page, screen);
      await button('Let them in again').click();
      await page.getByText('They may come in again').waitFor();
      await page.getByText('Nobody like that').waitFor();
    });

    it('says when nobody fits what was chosen', async () => {
      await page.getByLabel('State').selectOption({ label: 'Kept out' });
      await page.getByText('Nobody like that').waitFor();
      await assertAccessible(page, screen);
      await button('Show all').click();
      await page.getByText('Page 1 of 3').waitFor();
    });

    it('gives all of them as a table', async () => {
      const link = page.getByRole('link', { name: 'Download as a table (CSV)' });
      const answer = await page.request.get((await link.getAttribute('href')) ?? '');
      assert.equal(answer.headers()['content-type'], 'text/csv; charset=utf-8');
      assert.equal((await answer.text()).trim().split('\n').length, 46);
    });

    it('says what is wrong when the list cannot be had, and tries again', async () => {
      await page.route('**/admin/grants?*', (route) => route.abort(), { times: 1 });
      await page.reload();
      await alert().waitFor();
      await photograph(page, 'admissions-failing');
      await assertAccessible(page, screen);
      await button('Try again').click();
      await page.getByText('Page 1 of 3').waitFor();
      assert.equal(await alert().count(), 0);
    });

    it('is written into the log, with the reason and who did it', async () => {
      await page.getByRole('link', { name: 'Log', exact: true }).click();
      await page.getByText('Left the co-op, by their own word').waitFor();
      await page.getByRole('cell', { name: 'admin' }).first().waitFor();
      await photograph(page, 'log');
      await assertAccessible(page, screen);
    });
  });

  describe('the connection', () => {
    it('says which service it is, and that all is well', async () => {
      await page.goto(addressOf('connection'));
      await page.getByText('Everything that is needed works.').waitFor();
      assert.ok(!(await page.content()).includes(site.key));
      await photograph(page, 'connection');
      await assertAccessible(page, screen);
    });

    it('names what does not work with its cure, and sees when it is mended', async () => {
      useKey(site.bed, site.verifier.url, 'sk_wrong.key');
      await button('Look again').click();
      await page.getByText('Something does not work yet.').waitFor();
      assert.ok((await page.locator('.coop-admin__check.is-bad').count()) > 0);
      await photograph(page, 'connection-wrong-key');
      await assertAccessible(page, screen);
      useKey(site.bed, site.verifier.url, site.key);
      await button('Look again').click();
      await page.getByText('Everything that is needed works.').waitFor();
    });

    it('leaves nobody stuck in the set-up while something does not work', async () => {
      useKey(site.bed, site.verifier.url, 'sk_wrong.key');
      await page.goto(addressOf('setup'));
      await page.getByText('Something does not work yet.').waitFor();
      assert.equal(await button('Go on').first().getAttribute('aria-disabled'), 'true');
      await assertAccessible(page, screen);
      await button('Go on all the same').click();
      await page.getByLabel('Web address of the co-op').waitFor();
      useKey(site.bed, site.verifier.url, site.key);
    });

    it('asks for no code where wp-config.php has the connection', async () => {
      const url = site.verifier.url;
      const json = { connected: true, url, serviceName: 'S', siteName: 'A', source: 'constant', keyIsSet: true };
      await page.route('**/admin/connection?*', (route) => route.fulfill({ json }));
      await page.goto(addressOf('setup'));
      await button('Change: Connect this site').click();
      await page.getByText('The connection is kept in wp-config.php.').waitFor();
      assert.equal(await page.getByLabel('Code for connecting').count(), 0);
      await page.goto(addressOf('connection'));
      await page.getByText('The connection is kept in wp-config.php.').waitFor();
      assert.equal(await button('Disconnect').count(), 0);
      await page.unroute('**/admin/connection?*');
      await page.goto(addressOf('connection'));
      await button('Disconnect').waitFor();
    });

    it('stores who helps visitors, and says why something was not stored', async () => {
      await page.getByLabel('E-mail address, or address of a page').fill('nobody');
      await button('Save').click();
      await page.getByText('This was not saved').waitFor();
      await page.getByLabel('E-mail address, or address of a page').fill('team@example.org');
      await button('Save').click();
      await page.getByText('Saved.', { exact: true }).waitFor();
      await page.getByLabel('E-mail address, or address of a page').fill('');
      await button('Save').click();
      await page.getByText('Saved.', { exact: true }).waitFor();
    });

    it('asks before it disconnects', async () => {
      await button('Disconnect').click();
      await assertAccessible(page, '.components-modal__frame');
      await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
      await page.getByText('Not connected yet').waitFor();
      await photograph(page, 'connection-none');
      await assertAccessible(page, screen);
      useKey(site.bed, site.verifier.url, site.key);
    });
  });

  describe('every view', () => {
    it('goes from tab to tab by keyboard, and back by the browser', async () => {
      await page.goto(addressOf('gates'));
      await page.getByRole('link', { name: 'Set up', exact: true }).focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Who was let in' }).waitFor();
      await page.goBack();
      await page.getByText('No gate yet').waitFor();
    });

    it('speaks the language of who looks, in what PHP prints and in what the script draws', async () => {
      const languages = join(site.bed.root, 'wp-content/plugins/coop-credentials/languages');
      const scripted = { '': { domain: 'messages', lang: 'de' }, 'No gate yet': ['Noch kein Tor'] };
      writeFileSync(
        join(languages, 'coop-credentials-de_DE-coop-credentials-admin.json'),
        JSON.stringify({ domain: 'messages', locale_data: { messages: scripted } }),
      );
      writeFileSync(
        join(languages, 'coop-credentials-de_DE.l10n.php'),
        "<?php return array( 'messages' => array( 'Co-op Credentials' => 'Mitgliedschaften' ) );",
      );
      wpEval(site.bed, `return update_user_meta( 1, 'locale', 'de_DE' );`);
      await page.goto(addressOf('gates'));
      await page.getByText('Noch kein Tor').waitFor();
      await page.getByRole('heading', { name: 'Mitgliedschaften' }).waitFor();
      wpEval(site.bed, `return delete_user_meta( 1, 'locale' );`);
    });

    it('is not for who may not manage gates', async () => {
      wpEval(
        site.bed,
        `return wp_insert_user( array( 'user_login' => 'editor', 'user_pass' => 'editor-password', 'role' => 'editor' ) );`,
      );
      const editor = await newVisitor(desktop);
      const own = await editor.newPage();
      await logIn(own, site.bed.url, 'editor');
      assert.equal((await own.goto(addressOf('gates')))?.status(), 403);
      await editor.leave();
    });

    it('fits a phone, every view', async () => {
      const visitor = await newVisitor({ ...phone, storageState: await admin.context.storageState() });
      const small = await visitor.newPage();
      for (const [view, text] of [
        ['setup', 'Everything that is needed works.'],
        ['gates', 'No gate yet'],
        ['gates&gate=new', 'once you have filled it in'],
        ['admissions', 'Page 1 of 3'],
        ['log', 'Left the co-op'],
        ['connection', 'Everything that is needed works.'],
      ] as const) {
        await small.goto(addressOf(view));
        await small.getByText(text).waitFor();
        await photograph(small, `phone-${view.replace(/[&=]/g, '-')}`);
        assert.ok(await small.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), view);
        await assertAccessible(small, screen);
      }
      await small.setViewportSize({ width: 320, height: 640 });
      for (const view of ['setup', 'gates&gate=new', 'admissions', 'connection']) {
        await small.goto(addressOf(view));
        await small.locator(`${screen} h2, ${screen} h3`).first().waitFor();
        assert.ok(await small.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), view);
      }
      await visitor.leave();
    });

    it('made the browser complain about nothing but what was refused', () => {
      const refused = /status of 4\d\d|net::ERR_FAILED/;
      assert.deepEqual(
        admin.complaints.filter((complaint) => !refused.test(complaint)),
        [],
      );
    });
  });
});
