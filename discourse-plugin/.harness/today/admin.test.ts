import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { type Browser } from 'playwright-core';
import { connected, gate, here, visitAdmin } from './admin-forum.ts';
import { type Answers, launch } from './forum.ts';

describe('the admin’s shells, compiled and rendered as today’s core does', function () {
  this.timeout(180_000);
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
  const visit = (view: string, answers: Answers = {}) => visitAdmin(browser, view, answers);

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

  it('go on with the newest gate that nobody has come through, which the wallet comes back to', async () => {
    const older = { ...gate, id: 6, policy: 'atelier', name: 'The atelier', live_count: 0 };
    const made = { ...gate, id: 7, policy: 'salon', name: 'The salon', live_count: 0 };
    const forum = await visit('set-up', {
      [`GET ${here}/gates.json`]: { json: { gates: [older, { ...gate, id: 8 }, made] } },
      [`GET ${here}/gates/atelier.json`]: { json: older },
      [`GET ${here}/gates/salon.json`]: { json: made },
    });
    await forum.page.locator('.coop-stage__name', { hasText: 'The salon' }).waitFor();
    await forum.endsWell();
  });

  it('say at the steps that are done what came of them: not that all works where it does not, and federations by their titles', async () => {
    const faulty = [{ id: 'policies', status: 'bad', what: 'A rule is missing.', next: 'Save it.', detail: null }];
    const lists = [{ name: 'valley', title: 'River Valley Federation', active: 2, said: 'Fresh.' }];
    const forum = await visit('set-up', {
      [`GET ${here}/gates.json`]: { json: { gates: [] } },
      [`GET ${here}/self-test.json`]: { json: { checks: faulty } },
      [`GET ${here}/lists.json`]: { json: { lists } },
    });
    await forum.page.getByRole('button', { name: 'Go on all the same' }).click();
    await forum.page.getByText('Something does not work yet.', { exact: true }).waitFor();
    assert.equal(await forum.page.getByText('Everything works.').count(), 0);
    await forum.page.getByLabel('All co-ops that River Valley Federation recognises: 2 now').check();
    await forum.page.getByRole('button', { name: 'Go on', exact: true }).click();
    const done = forum.page.locator('.coop-step', { hasText: 'Whose members do you welcome?' });
    await done.getByText('River Valley Federation', { exact: true }).waitFor();
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
