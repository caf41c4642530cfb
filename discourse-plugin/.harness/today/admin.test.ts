import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { type Browser } from 'playwright-core';
import { type Answers, Forum, launch } from './forum.ts';

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
  'GET /groups/search.json': { json: [{ id: 41, name: 'lounge', full_name: null, automatic: false }] },
  'GET /admin/badges.json': { json: { badges: [] } },
  'GET /site.json': { json: { categories: [] } },
  'GET /categories.json': { json: { category_list: { categories: [] } } },
};

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
