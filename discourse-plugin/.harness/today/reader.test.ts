import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { type Browser } from 'playwright-core';
import { Forum, launch } from './forum.ts';

const lounge = {
  policy: 'lounge',
  label: 'The lounge',
  text: 'For members of co-ops.',
  url: '/co-op-access/lounge',
  category_id: 5,
  open: false,
};
const ann = { id: 7, username: 'ann', admin: false, coop_credentials_gates: [lounge] };
const grant = {
  id: 3,
  policy: 'lounge',
  label: 'The lounge',
  state: 'live',
  issuer_name: 'Harvest Co-op',
  reason: 'This site welcomes members of Harvest Co-op.',
  since: '2026-11-01T00:00:00Z',
  until: '2026-12-01T00:00:00Z',
  ended_at: null,
  problem: null,
  category_url: '/c/lounge/5',
};

describe('the shells for readers, compiled and rendered as today’s core does', function () {
  this.timeout(180_000);
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  it('tell a stranger in the category that members of co-ops get in, and where', async () => {
    const forum = await Forum.visit(browser, '/c/lounge/5', { gates: [lounge] });
    const way = forum.page.getByRole('link', { name: /Show my membership/ });
    assert.equal(await way.getAttribute('href'), '/co-op-access/lounge');
    assert.deepEqual(forum.calls, []);
    await forum.endsWell();
  });

  it('say nothing, and ask the forum nothing, where no gate is told of', async () => {
    const forum = await Forum.visit(browser, '/c/lounge/5');
    assert.equal(await forum.page.getByRole('link').count(), 0);
    assert.equal(await forum.page.locator('.coop-banner').count(), 0);
    assert.deepEqual(forum.calls, []);
    await forum.endsWell();
  });

  it('offer the gates where a page cannot be seen', async () => {
    const forum = await Forum.visit(browser, '/t/secret/9', { gates: [lounge] });
    await forum.page.getByRole('heading', { name: 'Are you a member of a co-op?' }).waitFor();
    await forum.endsWell();
  });

  it('show a text with markup in it as the text that it is', async () => {
    const hostile = '<img src=x onerror="window.hacked = true">';
    const forum = await Forum.visit(browser, '/c/lounge/5', { gates: [{ ...lounge, label: hostile, text: hostile }] });
    await forum.page.getByText(hostile).first().waitFor();
    assert.equal(await forum.page.evaluate(() => 'hacked' in window), false);
    assert.equal(await forum.page.locator('.coop-banner img').count(), 0);
    await forum.endsWell();
  });

  it('follow a grant live: the banner opens without a reload', async () => {
    const forum = await Forum.visit(browser, '/c/lounge/5', { user: ann });
    await forum.page.getByRole('link', { name: /Show my membership/ }).waitFor();
    await forum.page.evaluate(() =>
      (window as unknown as { coopHear(message: object): void }).coopHear({
        policy: 'lounge',
        state: 'accepted',
        opened: { label: 'The lounge' },
        label: 'The lounge',
        until: '2026-12-01T00:00:00Z',
      }),
    );
    await forum.page.getByText('“The lounge” is open for you until December 1, 2026').first().waitFor();
    await forum.endsWell();
  });

  it('show a member what their membership opened, why and until when, and forget it when told twice', async () => {
    let grants: object[] = [grant];
    const forum = await Forum.visit(browser, '/u/ann/preferences/co-op-memberships', {
      user: ann,
      answers: {
        'GET /co-op-credentials/mine.json': () => ({ json: { grants } }),
        'DELETE /co-op-credentials/mine/3': () => {
          grants = [];
          return { json: {} };
        },
      },
    });
    await forum.page.getByText('This site welcomes members of Harvest Co-op.').waitFor();
    await forum.page.getByText('December 1, 2026').waitFor();
    await forum.page.getByRole('button', { name: 'Forget this: “The lounge”' }).click();
    await forum.page.getByRole('button', { name: 'Yes, forget it' }).click();
    await forum.page.getByText('“The lounge” is forgotten.').waitFor();
    await forum.page.getByText('Nothing yet').waitFor();
    await forum.endsWell();
  });

  it('say what the forum answered when it could not', async () => {
    const forum = await Forum.visit(browser, '/u/ann/preferences/co-op-memberships', {
      user: ann,
      answers: {
        'GET /co-op-credentials/mine.json': {
          status: 503,
          json: { code: 'x', what: 'The service rests.', next: 'Wait.' },
        },
      },
    });
    await forum.page.getByText('The service rests.').waitFor();
    await forum.endsWell({ expectFailedCalls: true });
  });
});
