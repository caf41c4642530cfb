import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEvents } from '../../src/events.ts';
import { shareEvents } from '../../src/replicas/shared-events.ts';
import type { BrowserState } from '../../src/requests/browser-state.ts';
import { hours, seconds } from '../bed/clock.ts';
import { send, siteClient } from '../bed/site-client.ts';
import { limited, reserve, visit } from '../bed/visit.ts';
import { answer } from '../bed/wallet.ts';
import { startTwo } from './two-replicas.ts';

describe('two replicas on one database', function () {
  this.timeout(30_000);

  it('are one service: what one opens, answers or ends, the other knows at once', async () => {
    await using two = await startTwo();
    const { one, other } = two;
    const here = await one.addSite();
    const there = siteClient(other.url, here.site, here.key);
    await here.putPolicy(limited({ count: 1, per: 'P30D' }));
    const { id, links } = await here.open();
    assert.equal((await answer(links.crossDevice.app, { created: one.clock() })).status, 200);
    const { verification } = (await there.collect(id)).body;
    assert.equal((await reserve(here, verification, 'order-1')).status, 201);
    assert.deepEqual((await reserve(there, verification, 'order-1')).status, 200, 'the same call again');
    assert.equal((await reserve(there, verification, 'order-2')).body.code, 'limit_reached');

    await one.stores.siteKeys.rotate(here.site.id, 0);
    assert.equal((await there.call('GET', '/site')).body.code, 'key_ended');
  });

  it('tell a page that is open at the one what the other has taken', async () => {
    await using two = await startTwo();
    const site = await two.one.addSite();
    await site.putPolicy();
    const { links, browser } = await site.open();
    const stream = await listen(two.atOther(browser.statusUrl));
    assert.equal((await stream.next())?.state, 'open');
    await answer(links.crossDevice.app, { created: two.one.clock() });
    const told = performance.now();
    assert.equal((await stream.next())?.state, 'accepted');
    assert.ok(performance.now() - told < 1_500, 'told, not looked for');
  });

  it('look for it where nothing is told, and once more when it is told again', async () => {
    const state: BrowserState = { state: 'open', expiresAt: new Date().toISOString() };
    const local = createEvents();
    let hears = false;
    const asked: (readonly string[])[] = [];
    const link = { tell: () => undefined, onTold: () => undefined, hears: () => hears };
    const events = shareEvents(local, link, async (ids) => {
      asked.push(ids);
      return new Map([['pr_1', state]]);
    });
    const seen: BrowserState[] = [];
    events.subscribe('pr_1', (found) => seen.push(found));
    await sleep(2_200);
    assert.deepEqual([asked, seen], [[['pr_1']], [state]]);
    hears = true;
    await sleep(2_000);
    assert.equal(asked.length, 2, 'once more: what was told meanwhile was told to nobody');
    await sleep(2_000);
    assert.equal(asked.length, 2);
    events.stop();
  });

  it('keep each other’s right to verify an answer when one starts', async () => {
    await using two = await startTwo();
    const site = await two.one.addSite();
    await site.putPolicy();
    const { id, links } = await site.open();
    const now = two.one.clock().getTime();
    assert.ok(await two.one.stores.answers.lease({ id: 'ls_busy', requestId: id }, now + hours(1), 10, now));
    await using _third = await startAnother(two.one);
    assert.equal((await answer(links.crossDevice.app, { created: two.one.clock() })).body.code, 'answer_in_progress');
  });

  it('count calls together: who used up the limit at one is refused at the other', async () => {
    await using two = await startTwo({ environment: { RATE_LIMITS: '40' } });
    const post = async (url: string) => {
      const address = `${url}/wallet/openid4vp/response/guess`;
      return (await send(address, { method: 'POST', body: new URLSearchParams() })).status;
    };
    for (let count = 0; count < 40; count += 1) assert.equal(await post(two.one.url), 404);
    assert.equal(await post(two.one.url), 429);
    let free = 0;
    for (; (await post(two.other.url)) === 404; free += 1) await sleep(100);
    assert.ok(free <= 20, `${free} calls more`);
    const { rows } = await counts(two.one);
    assert.ok(rows.length > 0 && rows.every((key) => !key.includes('127.0.0.1')), 'and nobody’s address is stored');

    two.one.pass(seconds(60));
    two.other.pass(seconds(60));
    assert.deepEqual([await post(two.one.url), await post(two.other.url)], [404, 404]);
  });

  it('recheck and tell a site of it once', async () => {
    await using two = await startTwo();
    const site = await two.one.addSite();
    await site.putPolicy();
    const { grantUntil } = await visit(two.one, site);
    const later = Date.parse(grantUntil) - two.one.clock().getTime() + 1;
    two.one.pass(later);
    two.other.pass(later);
    await Promise.all([two.one.recheck(), two.other.recheck()]);
    const { changes } = (await site.call('GET', '/changes')).body;
    assert.deepEqual(
      changes.map(({ state }: { state: string }) => state),
      ['expired'],
    );
  });
});

/** The states that a browser is told, one after the other. */
async function listen(url: string) {
  const response = await fetch(url, { headers: { Accept: 'text/event-stream' } });
  const states = (async function* () {
    let text = '';
    for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
      text += part;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
        if (data) yield JSON.parse(data) as BrowserState;
        text = text.slice(end + 2);
      }
    }
  })();
  return { next: async () => (await states.next()).value as BrowserState | undefined };
}

async function startAnother({ config }: { readonly config: { database: string; secretKeyFile: string } }) {
  const { startTestService } = await import('../bed/service.ts');
  return startTestService({
    environment: { DATABASE_URL: config.database, SECRET_KEY_FILE: config.secretKeyFile },
  });
}

async function counts({ stores }: Awaited<ReturnType<typeof startTwo>>['one']) {
  const found = await stores.db.selectFrom('rate_counts').select('key').execute();
  return { rows: found.map(({ key }) => key) };
}
