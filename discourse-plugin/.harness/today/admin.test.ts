import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { type Browser } from 'playwright-core';
import { type Answers, Forum, launch, photograph } from './forum.ts';

const here = '/admin/plugins/coop-credentials';
const root = { id: 1, username: 'root', admin: true, coop_credentials_gates: [] };
const connected = {
  connected: true,
  url: 'https://verifier.example',
  url_source: 'stored',
  has_key: true,
  key_lost: false,
  site_name: 'Autumn',
  service_name: 'Federation’s verifier',
  site_url: 'http://forum.localhost',
  allowed_internal_host_needed: false,
};
const gate = {
  policy: 'lounge',
  name: 'The lounge',
  group_id: 41,
  group_name: 'lounge',
  reply_group_id: null,
  reply_group_name: null,
  badge_id: null,
  category_id: null,
  flair: false,
  advertised: false,
  public_label: '',
  public_text: '',
  on_second_account: 'allow',
  enabled: true,
  version: 3,
  summary: 'Members of Harvest Co-op may enter for 30 days at a time.',
  asks: ['your co-op'],
  warnings: [{ id: 'public_admission', what: 'Anybody can join this group.', next: 'Switch that off.' }],
  live_count: 2,
  changed_elsewhere: false,
  document: {
    purpose: 'Open the lounge',
    accept: [
      {
        require: [
          {
            type: 'CoopMembershipCredential',
            issuers: { allow: [{ id: 'did:web:harvest.example', name: 'Harvest Co-op', reason: 'Neighbours' }] },
          },
        ],
      },
    ],
    grant: { for: 'P30D' },
  },
};
const grant = {
  id: 3,
  policy: 'lounge',
  gate_name: 'The lounge',
  username: 'ann',
  state: 'live',
  issuer: 'did:web:harvest.example',
  issuer_name: 'Harvest Co-op',
  reason: 'This site welcomes members of Harvest Co-op.',
  granted_at: '2026-11-01T00:00:00Z',
  expires_at: '2026-12-01T00:00:00Z',
};
const checks = [
  { id: 'service', status: 'good', what: 'The service answers.', next: null, detail: null },
  { id: 'clock', status: 'good', what: 'The clocks agree.', next: null, detail: null },
];
const usual: Answers = {
  [`GET ${here}/connection.json`]: { json: connected },
  [`GET ${here}/self-test.json`]: { json: { checks } },
  [`GET ${here}/gates.json`]: { json: { gates: [gate] } },
  [`GET ${here}/gates/lounge.json`]: { json: gate },
  [`GET ${here}/grants.json`]: { json: { grants: [grant], total: 1, page: 1 } },
  [`GET ${here}/events.json`]: {
    json: {
      events: [
        {
          id: 1,
          at: '2026-11-01T00:00:00Z',
          kind: 'granted',
          username: 'ann',
          gate_name: 'The lounge',
          policy: 'lounge',
        },
      ],
      total: 1,
      page: 1,
    },
  },
  [`POST ${here}/policies/check.json`]: {
    json: { valid: true, problems: [], summary: gate.summary, asks: gate.asks, warnings: [] },
  },
  [`GET ${here}/lists.json`]: { json: { lists: [] } },
  [`GET ${here}/lists/faults.json`]: { json: { faults: [] } },
  'GET /groups/search.json': { json: [{ id: 41, name: 'lounge', full_name: null, automatic: false }] },
  'GET /admin/badges.json': { json: { badges: [] } },
  'GET /site.json': { json: { categories: [] } },
  'GET /categories.json': { json: { category_list: { categories: [] } } },
};

interface Issuers {
  readonly lists?: readonly string[];
  readonly deny?: readonly object[];
}

describe('the admin’s shells, compiled and rendered as today’s core does', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
  const visit = (view: string, answers: Answers = {}) =>
    Forum.visit(browser, `${here}/${view}`, { user: root, answers: { ...usual, ...answers } });

  it('connect by a code, whose address is confirmed before anything is sent', async () => {
    const forum = await visit('set-up', {
      [`GET ${here}/connection.json`]: { json: { ...connected, connected: false, url: null } },
      [`POST ${here}/connection/read.json`]: { json: { url: 'https://verifier.example', host: 'verifier.example' } },
      [`POST ${here}/connection.json`]: { json: connected },
    });
    await forum.page.getByLabel('Code for connecting').fill('https://verifier.example#code');
    await forum.page.getByRole('button', { name: 'See whose it is' }).click();
    await forum.page.getByText('This code is of verifier.example').waitFor();
    assert.ok(!forum.calls.some(({ call }) => call === `POST ${here}/connection.json`));
    await forum.page.getByRole('button', { name: 'Yes, connect' }).click();
    await forum.page.getByText('The clocks agree.').waitFor();
    await forum.endsWell();
  });

  it('list the gates with who may enter, how many are in and what to look at, on tabs of today’s core', async () => {
    const forum = await visit('gates');
    await forum.page.getByRole('heading', { name: 'The lounge' }).waitFor();
    await forum.page.getByText(gate.summary).waitFor();
    await forum.page.getByText('2 members are in').waitFor();
    await forum.page.getByText('Anybody can join this group.').waitFor();
    const tabs = forum.page.getByRole('navigation', { name: 'Plugin' }).getByRole('link');
    assert.deepEqual(await tabs.allInnerTexts(), ['Set up', 'Gates', 'Who was let in', 'Log', 'Connection']);
    await forum.endsWell();
  });

  it('delete a gate only when it was said twice', async () => {
    let gates = [gate];
    const forum = await visit('gates', {
      [`GET ${here}/gates.json`]: () => ({ json: { gates } }),
      [`DELETE ${here}/gates/lounge.json`]: () => {
        gates = [];
        return { json: {} };
      },
    });
    await forum.page.getByRole('button', { name: 'Delete The lounge' }).click();
    assert.ok(!forum.calls.some(({ call }) => call.startsWith('DELETE')));
    await forum.page.getByRole('button', { name: 'Delete it' }).click();
    await forum.page.getByText('The gate “The lounge” is gone.').waitFor();
    await forum.endsWell();
  });

  it('change a gate over the version that was looked at, with the service’s own sentence beside it', async () => {
    const forum = await visit('gates/lounge', {
      [`PUT ${here}/gates/lounge.json`]: (sent: unknown) => ({ json: { ...gate, ...(sent as object) } }),
    });
    await forum.page.getByText(gate.summary).first().waitFor();
    await forum.page.getByLabel('What is behind the gate').fill('The salon');
    await forum.page.getByRole('button', { name: 'Save', exact: true }).click();
    await forum.page.getByText('Saved. What changed counts from now on.').first().waitFor();
    const { body } = forum.calls.find(({ call }) => call.startsWith('PUT')) ?? {};
    assert.deepEqual((({ name, version, group_id }) => ({ name, version, group_id }))(body as typeof gate), {
      name: 'The salon',
      version: 3,
      group_id: 41,
    });
    await forum.endsWell();
  });

  it('make a new gate step by step in one form', async () => {
    const forum = await visit('new-gate');
    await forum.page.getByLabel('What is behind the gate').waitFor();
    await forum.endsWell();
  });

  const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  const autumn = { name: 'autumn', title: 'Autumn Federation', state: 'fresh', active: 10_000, said: null };
  const coop = (changes: object) => ({
    id: 'did:web:harvest.example',
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

  it('end somebody’s admission with a reason', async () => {
    const forum = await visit('admissions', { [`POST ${here}/grants/3/end.json`]: { json: {} } });
    await forum.page.getByRole('button', { name: 'End it: the admission of ann' }).click();
    await forum.page.getByLabel('Why (for the log)').fill('Asked us to');
    await forum.page.getByRole('button', { name: 'End it', exact: true }).click();
    await forum.page.getByText('Ended. ann is kept out').waitFor();
    assert.deepEqual(forum.calls.find(({ call }) => call.startsWith('POST'))?.body, { reason: 'Asked us to' });
    await forum.endsWell();
  });

  it('show what happened', async () => {
    const forum = await visit('admission-log');
    await forum.page.getByText('Let in').first().waitFor();
    await forum.endsWell();
  });

  it('show the connection, its checks and what to know', async () => {
    const forum = await visit('connection');
    await forum.page.getByText('The clocks agree.').waitFor();
    await forum.page.getByText('Federation’s verifier').waitFor();
    await forum.endsWell();
  });
});
