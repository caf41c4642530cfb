import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { browserChannelRouter } from '../../src/browser-channel/browser-channel-router.ts';
import { createEvents } from '../../src/events.ts';
import { problemError } from '../../src/problem.ts';
import type { BrowserState } from '../../src/requests/browser-state.ts';
import { noLimit, serve } from '../wallet-api/fake-requests.ts';

const siteOrigin = 'https://harvest.example';

/** Reads server-sent events from a response, one block at a time. */
async function* blocks(response: Response) {
  let text = '';
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    text += part;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield text.slice(0, end);
      text = text.slice(end + 2);
    }
  }
}

describe('browserChannelRouter', () => {
  const open: BrowserState = { state: 'open', expiresAt: new Date(Date.now() + 60_000).toISOString() };
  let state: BrowserState;
  let closing: AbortController;
  let events: ReturnType<typeof createEvents>;
  let app: Awaited<ReturnType<typeof serve>>;
  let extended: string[];

  beforeEach(async () => {
    state = open;
    events = createEvents();
    closing = new AbortController();
    extended = [];
    const requests = {
      readState: async (token: string) => {
        if (token !== 't1') throw problemError('request_unknown');
        return { requestId: 'pr_1', siteOrigin, state };
      },
      extendRequest: async (token: string) => {
        extended.push(token);
        if (state.state !== 'open') throw problemError('request_expired');
        return { expiresAt: open.expiresAt };
      },
    };
    const clock = () => new Date();
    const others = { clock, closing: closing.signal, heartbeatMs: 30, limitLooks: noLimit };
    app = await serve(browserChannelRouter({ requests, events, ...others }));
  });
  afterEach(() => app.close());

  const get = (headers: Record<string, string> = {}) => fetch(`${app.url}/t1`, { headers });
  const listen = async (headers = {}) => {
    const response = await get({ accept: 'text/event-stream', ...headers });
    const all = blocks(response);
    const next = async () => {
      for (;;) {
        const { value, done } = await all.next();
        if (done) return undefined;
        const data = /^event: state\n.*\ndata: (.*)$/.exec(value)?.[1];
        if (data) return JSON.parse(data) as BrowserState;
      }
    };
    return { response, all, next };
  };
  const publish = (next: BrowserState) => {
    state = next;
    events.publish('pr_1', next);
  };

  it('tells the state once to who polls, and nobody may keep it', async () => {
    const response = await get();
    assert.deepEqual(await response.json(), open);
    assert.equal(response.headers.get('cache-control'), 'no-store');
  });

  it('is open to exactly the site that asked', async () => {
    for (const response of [await get({ origin: 'https://evil.example' }), await get({ origin: siteOrigin })]) {
      assert.equal(response.headers.get('access-control-allow-origin'), siteOrigin);
      assert.equal(response.headers.get('access-control-allow-credentials'), null);
    }
  });

  it('answers preflights for that site', async () => {
    const response = await fetch(`${app.url}/t1/extend`, { method: 'OPTIONS', headers: { origin: siteOrigin } });
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('access-control-allow-origin'), siteOrigin);
    assert.equal(response.headers.get('access-control-allow-methods'), 'POST');
  });

  it('knows no other token, and lets any page read so', async () => {
    const { status, headers } = await fetch(`${app.url}/t2`);
    assert.deepEqual([status, headers.get('access-control-allow-origin')], [404, '*']);
  });

  it('streams the state now, then each new one, and ends after the last', async () => {
    const { response, next } = await listen();
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    assert.deepEqual(await next(), open);
    publish({ ...open, state: 'answered', uncollected: true });
    assert.equal((await next())?.state, 'answered');
    publish({ ...open, state: 'accepted' });
    assert.equal((await next())?.state, 'accepted');
    assert.equal(await next(), undefined);
  });

  it('tells a browser that comes back after the last state to stay away', async () => {
    state = { ...open, state: 'declined' };
    const { response } = await listen({ 'last-event-id': 'declined' });
    assert.equal(response.status, 204);
  });

  it('tells that time has ended a request, though nobody publishes it', async () => {
    state = { ...open, expiresAt: new Date(Date.now() + 50).toISOString() };
    const { next } = await listen();
    assert.equal((await next())?.state, 'open');
    state = { ...state, state: 'expired' };
    assert.equal((await next())?.state, 'expired');
  });

  it('keeps the line alive', async () => {
    const { all, next } = await listen();
    await next();
    assert.equal((await all.next()).value, ':');
  });

  it('forgets a browser that left', async () => {
    const abort = new AbortController();
    const left = async () => {
      const response = await fetch(`${app.url}/t1`, { headers: { accept: 'text/event-stream' }, signal: abort.signal });
      await blocks(response).next();
    };
    await Promise.all(Array.from({ length: 6 }, left));
    assert.equal((await get({ accept: 'text/event-stream' })).status, 429);
    abort.abort();
    await sleep(50);
    assert.equal((await listen()).response.status, 200);
  });

  it('ends all streams when the service shuts down, and opens no more', async () => {
    const { next } = await listen();
    await next();
    closing.abort();
    assert.equal(await next(), undefined);
    assert.equal((await get({ accept: 'text/event-stream' })).status, 503);
  });

  it('gives more time', async () => {
    const response = await fetch(`${app.url}/t1/extend`, { method: 'POST' });
    assert.deepEqual(await response.json(), { expiresAt: open.expiresAt });
    assert.equal(response.headers.get('access-control-allow-origin'), siteOrigin);
    assert.deepEqual(extended, ['t1']);
  });

  it('lets the page read why there is no more time', async () => {
    state = { ...open, state: 'expired' };
    const response = await fetch(`${app.url}/t1/extend`, { method: 'POST' });
    assert.equal(response.status, 410);
    assert.equal(response.headers.get('access-control-allow-origin'), siteOrigin);
  });

  it('takes no other method', async () => {
    assert.equal((await fetch(`${app.url}/t1`, { method: 'DELETE' })).status, 405);
    assert.equal((await fetch(`${app.url}/t1/extend`)).status, 405);
  });
});
