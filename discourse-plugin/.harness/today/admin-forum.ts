// A forum with one gate and one admission, as its server answers the admin's shells.
import { type Browser } from 'playwright-core';
import { type Answers, Forum } from './forum.ts';

export const here = '/admin/plugins/coop-credentials';
const root = { id: 1, username: 'root', admin: true, coop_credentials_gates: [] };
export const connected = {
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
export const gate = {
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
export const usual: Answers = {
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

/** A view of the admin's area in a browser, for an admin, over `usual` answers. */
export const visitAdmin = (browser: Browser, view: string, answers: Answers = {}) =>
  Forum.visit(browser, `${here}/${view}`, { user: root, answers: { ...usual, ...answers } });
