import assert from 'node:assert/strict';
import { type Browser } from 'playwright-core';
import { desktop, launch, Visit } from './site.ts';

const grant = { state: 'accepted', until: '2031-05-01T10:00:00Z', reason: 'A neighbour of ours.' };
const ended = (code: string) => ({ state: 'rejected', problem: { code } });
const starting = (answer: unknown) => ({ attributes: `grant='${JSON.stringify(answer)}' forget-url="/forget"` });
type Told = HTMLElement & { told(answer: unknown): void };

describe('the element, told by its page what the host found out', function () {
  this.timeout(60_000);
  let browser: Browser;
  let visit: Visit | undefined;
  before(async () => {
    browser = await launch();
  });
  afterEach(() => visit?.end());
  after(() => browser.close());

  const tell = (answer: unknown) =>
    visit!.element.evaluate((element, given) => (element as Told).told(given), answer as object);

  it('closes with the reason, tells revoked from suspended, and opens again', async () => {
    visit = await Visit.begin(browser, desktop, starting(grant));
    await visit.open();
    await tell(ended('credential_suspended'));
    await visit.page.getByRole('heading', { name: 'Your co-op has paused this membership.' }).waitFor();
    await visit.page.getByRole('alert').getByText('Your co-op has paused this membership.').waitFor();
    await tell(grant);
    await visit.page.getByRole('heading', { name: 'You are in.' }).waitFor();
    await tell(ended('credential_suspended'));
    await tell(ended('credential_revoked'));
    await visit.page.getByRole('heading', { name: 'Your co-op has withdrawn this membership.' }).waitFor();
  });

  it('starts with the reason for who was in and is not any more', async () => {
    visit = await Visit.begin(browser, desktop, starting(ended('credential_revoked')));
    await visit.open();
    await visit.page.getByRole('heading', { name: 'Your co-op has withdrawn this membership.' }).waitFor();
    assert.equal(await visit.focused(), 'BODY');
    await visit.button('Show another membership').click();
    await visit.shows('asking');
  });

  it('disturbs nobody who is asking, and takes nonsense for nothing', async () => {
    visit = await Visit.begin(browser, desktop);
    await visit.ask();
    await tell(ended('credential_revoked'));
    await tell(grant);
    await visit.shows('asking');
    for (const nonsense of [undefined, null, 'accepted', {}, { state: 'rejected' }]) await tell(nonsense);
    await visit.shows('asking');
  });
});
