import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { assertAccessible, desktop, newVisitor, phone, photograph, type Visitor } from '../bed/browser.ts';
import { connectedBed, useKey, type ConnectedBed } from '../bed/connected.ts';
import { wpEval } from '../bed/wp-eval.ts';
import { logIn } from './log-in.ts';

const readme = readFileSync(resolve(import.meta.dirname, '../../readme.txt'), 'utf8');

describe('the settings page', function () {
  this.timeout(60_000);
  let site: ConnectedBed;
  let admin: Visitor;
  let page: Page;

  before(async () => {
    site = await connectedBed();
    useKey(site.bed, '', '');
    admin = await newVisitor(desktop);
    page = await admin.newPage();
    await logIn(page, site.bed.url);
    await page.goto(`${site.bed.url}/wp-admin/options-general.php?page=coop-credentials`);
  });

  after(async () => {
    useKey(site.bed, site.verifier.url, site.key);
    await admin.leave();
  });

  const enter = async (url: string, key: string): Promise<void> => {
    await page.getByLabel('Address of the service').fill(url);
    await page.getByLabel('This site’s key').fill(key);
  };

  const test = async (role: 'status' | 'alert'): Promise<string> => {
    await page.getByRole('button', { name: 'Save and test' }).click();
    return page.locator(`#coop-credentials-test[role=${role}]`).innerText();
  };

  it('says what is missing before anything is entered', async () => {
    await photograph(page, 'settings-empty');
    assert.match(await test('alert'), /address is missing/);
    await assertAccessible(page, '.wrap');
  });

  it('stores address and key, and never shows the key again', async () => {
    await enter(site.verifier.url, site.key);
    await test('status');
    assert.equal(await page.getByLabel('This site’s key').inputValue(), '');
    assert.ok(!(await page.content()).includes(site.key));
  });

  it('says that it works, and who is who, with nothing typed again', async () => {
    assert.match(await test('status'), /Connected.*Autumn Federation/);
    await photograph(page, 'settings-connected');
    await assertAccessible(page, '.wrap');
  });

  it('shows what whoever runs the service can do next, and the service takes it', async () => {
    const command = await page.getByLabel('For whoever runs the service').inputValue();
    const run = command.replace('curl ', 'curl --silent --fail ').replace('/members-lounge', '/as-in-the-example');
    const env = { ...process.env, SITE_KEY: site.key };
    assert.match(execFileSync('sh', ['-c', run], { encoding: 'utf8', env }), /"as-in-the-example"/);
    const example = command
      .replace(site.verifier.url, 'https://verifier.example')
      .replace(site.bed.url, 'https://shop.example');
    assert.ok(readme.includes(example.replace(/^/gm, '    ')), example);
  });

  it('names a wrong key', async () => {
    await enter(site.verifier.url, 'sk_wrong.key');
    assert.match(await test('alert'), /does not know this key/);
    await photograph(page, 'settings-wrong-key');
  });

  it('names the key of another site', async () => {
    await enter(site.verifier.url, site.verifier.addSite('Moved', 'http://localhost:9'));
    assert.match(await test('alert'), /belongs to a site at another address/);
  });

  it('names a service that cannot be reached', async () => {
    await enter('http://localhost:9', site.key);
    assert.match(await test('alert'), /cannot be reached/);
  });

  it('refuses an address that must not get the key', async () => {
    await page.getByLabel('Address of the service').fill('http://verifier.example');
    assert.match(await test('alert'), /was not saved: it must begin with https/);
    const field = page.getByLabel('Address of the service');
    assert.equal(await field.inputValue(), 'http://verifier.example');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    await photograph(page, 'settings-refused');
    await page.reload();
    assert.equal(await field.inputValue(), 'http://localhost:9');
  });

  it('says why somebody to ask was not saved', async () => {
    await page.getByLabel('Who helps visitors').fill('nobody');
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.getByText('Who helps was not saved').waitFor();
  });

  it('takes no test from a form that is not its own', async () => {
    const forged = await page.request.post(`${site.bed.url}/wp-admin/admin-post.php`, {
      form: { action: 'coop_credentials_save' },
    });
    assert.equal(forged.status(), 403);
  });

  it('lets constants of wp-config.php win, and shows no key of theirs', () => {
    const { url, key, html } = wpEval(
      site.bed,
      `define( 'COOP_CREDENTIALS_URL', 'https://constant.example' );
      define( 'COOP_CREDENTIALS_KEY', 'sk_constant.key' );
      require_once ABSPATH . 'wp-admin/includes/admin.php';
      $settings = new CoopCredentials\\Verifier\\Connection_Settings( new CoopCredentials\\Verifier\\Secret_Box( 'x' ) );
      ob_start();
      ( new CoopCredentials\\Admin\\Settings_Form( $settings, 'x' ) )->show( null );
      return array( 'url' => $settings->connection()->url, 'key' => $settings->connection()->key, 'html' => ob_get_clean() );`,
    ) as Record<'url' | 'key' | 'html', string>;
    assert.deepEqual([url, key], ['https://constant.example', 'sk_constant.key']);
    assert.match(html, /Set by COOP_CREDENTIALS_KEY/);
    assert.ok(!html.includes('sk_constant'));
  });

  it('fits a phone', async () => {
    const visitor = await newVisitor({ ...phone, storageState: await admin.context.storageState() });
    const small = await visitor.newPage();
    await small.goto(`${site.bed.url}/wp-admin/options-general.php?page=coop-credentials`);
    await photograph(small, 'settings-phone');
    assert.ok(await small.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await visitor.leave();
  });

  it('made the browser complain about nothing', () => {
    assert.deepEqual(admin.complaints, []);
  });
});
