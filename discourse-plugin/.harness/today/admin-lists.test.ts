import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { type Browser } from 'playwright-core';
import { gate, here, visitAdmin } from './admin-forum.ts';
import { type Answers, launch, photograph } from './forum.ts';

interface Issuers {
  readonly lists?: readonly string[];
  readonly deny?: readonly object[];
}

describe('the admin’s choice of whom a federation recognises, on today’s core', function () {
  this.timeout(180_000);
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
  const visit = (view: string, answers: Answers = {}) => visitAdmin(browser, view, answers);

  const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  const autumn = { name: 'autumn', title: 'Autumn Federation', state: 'fresh', active: 10_000, said: null };
  const coop = (changes: object) => ({
    id: 'did:web:harvest.example',
    former_ids: ['did:web:old-harvest.example'],
    name: 'Harvest Housing Co-op',
    legal_name: 'Harvest Housing Ltd',
    url: 'https://harvest.example/',
    address: 'harvest.example',
    initials: 'HH',
    state: 'active',
    standing: 'Recognised',
    why: 'Recognised by Autumn Federation since March 01, 2026, decision 14.',
    evidence: [
      { name: 'harvest.coop', url: 'https://harvest.coop/' },
      { name: 'register 12345', url: null },
    ],
    minutes: 'https://autumn.example/minutes/14',
    ...changes,
  });

  it('welcome all that a federation recognises, and leave one out, with a reason', async () => {
    const asked: string[] = [];
    const mallory = coop({
      id: 'did:web:mallory.example',
      name: hostile,
      evidence: [{ name: hostile, url: 'javascript:x' }],
    });
    const forum = await visit('gates/lounge', {
      [`GET ${here}/lists.json`]: { json: { lists: [{ ...autumn, said: 'It is stale.' }] } },
      [`GET ${here}/lists/autumn/coops.json`]: {
        json: { coops: [coop({}), mallory], total: 10_000, page: 1, per_page: 20 },
      },
      [`PUT ${here}/gates/lounge.json`]: (sent: unknown) => ({ json: { ...gate, ...(sent as object) } }),
    });
    const { page } = forum;
    page.on('request', (request) => asked.push(request.url()));
    await page.getByText('It is stale.').waitFor();
    await page.getByLabel('All co-ops that Autumn Federation recognises: 10000 now').check();
    await page.getByRole('button', { name: 'See whom Autumn Federation recognises' }).click();
    await page.getByText('10000 co-ops').waitFor();
    await page.getByText('Page 1 of 500').waitFor();
    const row = page.locator('.coop-listed li').first();
    assert.match(
      (await row.innerText()).replace(/\s+/g, ' '),
      /HH Harvest Housing Co-op Recognised .*Evidence: harvest\.coop/,
    );
    const link = row.getByRole('link', { name: /^harvest\.coop/ });
    assert.equal(await link.getAttribute('rel'), 'noopener noreferrer nofollow');
    await page.getByLabel('Find a co-op').fill('harvest');
    await page.waitForRequest((request) => request.url().includes('search=harvest'));
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate('window.hacked'), undefined);
    assert.equal(await page.locator('.coop-listed img').count(), 0);
    assert.deepEqual(
      asked.filter((url) => !url.startsWith('http://forum.localhost/')),
      [],
    );
    await page.getByRole('button', { name: 'Do not welcome: Harvest' }).click();
    await page.getByRole('textbox', { name: 'Why members of Harvest' }).fill('They owe us money');
    await page.keyboard.press('Enter');
    await row.getByText('Not welcome here').waitFor();
    assert.ok(await row.evaluate((element) => element === document.activeElement));
    await photograph(page, 'discourse-picker');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved. What changed counts from now on.').first().waitFor();
    const { document: stored } = forum.calls.find(({ call }) => call.startsWith('PUT'))?.body as typeof gate;
    assert.deepEqual((({ lists, deny }) => ({ lists, deny }))(stored.accept[0]?.require[0]?.issuers as Issuers), {
      lists: ['autumn'],
      deny: [{ id: 'did:web:harvest.example', reason: 'They owe us money' }],
    });
    assert.ok(!forum.calls.some(({ call }) => call.startsWith('POST /admin/plugins/coop-credentials/gates')));
    await forum.endsWell();
  });

  it('welcome again whom they left out, and name a list that is not followed', async () => {
    const [accepted] = gate.document.accept;
    const issuers = { lists: ['winter'], deny: [{ id: 'did:web:harvest.example', reason: 'unpaid bills' }] };
    const document = { ...gate.document, accept: [{ require: [{ ...accepted?.require[0], issuers }] }] };
    const forum = await visit('gates/lounge', { [`GET ${here}/gates/lounge.json`]: { json: { ...gate, document } } });
    await forum.page.getByText('The service does not follow this list').waitFor();
    assert.ok(await forum.page.getByLabel('All co-ops that winter recognises').isChecked());
    assert.equal(await forum.page.getByLabel('Why members of harvest.example').inputValue(), 'unpaid bills');
    await forum.page.getByRole('button', { name: 'Welcome again: harvest.example' }).click();
    await forum.page.getByLabel('Why members of harvest.example').waitFor({ state: 'detached' });
    await forum.endsWell();
  });

  it('show as left out whom they left out by a former address, and welcome them again', async () => {
    const [accepted] = gate.document.accept;
    const issuers = { lists: ['autumn'], deny: [{ id: 'did:web:old-harvest.example' }] };
    const document = { ...gate.document, accept: [{ require: [{ ...accepted?.require[0], issuers }] }] };
    const forum = await visit('gates/lounge', {
      [`GET ${here}/gates/lounge.json`]: { json: { ...gate, document } },
      [`GET ${here}/lists.json`]: { json: { lists: [autumn] } },
      [`GET ${here}/lists/autumn/coops.json`]: { json: { coops: [coop({})], total: 1, page: 1, per_page: 20 } },
    });
    const { page } = forum;
    await page.getByRole('button', { name: 'See whom Autumn Federation recognises' }).click();
    const row = page.locator('.coop-listed li').first();
    await row.getByText('Not welcome here').waitFor();
    await row.getByRole('button', { name: 'Welcome again: Harvest Housing Co-op' }).click();
    await row.getByText('Not welcome here').waitFor({ state: 'detached' });
    await page.getByLabel('Why members of old-harvest.example').waitFor({ state: 'detached' });
    await forum.endsWell();
  });

  it('say above every view what is wrong with a list that gates count on', async () => {
    const faults = [
      { id: 'list-autumn-list_stale', status: 'warning', what: 'The list has not been confirmed.', next: 'Wait.' },
      { id: 'list-spring-list_expired', status: 'bad', what: 'Nobody new is let in.', next: 'Tell them.' },
    ];
    for (const view of ['gates', 'set-up', 'admissions', 'connection']) {
      const forum = await visit(view, { [`GET ${here}/lists/faults.json`]: { json: { faults } } });
      const banners = forum.page.getByRole('region', { name: 'Federations' });
      await banners.getByText('Nobody new is let in.').waitFor();
      assert.equal(await banners.locator('.alert-warning').count(), 1);
      if (view === 'gates') await photograph(forum.page, 'discourse-banners');
      await forum.endsWell();
    }
    const forum = await visit('gates');
    await forum.page.getByRole('heading', { name: 'The lounge' }).waitFor();
    assert.equal(await forum.page.getByRole('region', { name: 'Federations' }).count(), 0);
    await forum.endsWell();
  });
});
