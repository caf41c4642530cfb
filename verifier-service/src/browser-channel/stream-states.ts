import type { Request, Response } from 'express';
import type { BrowserState } from '../requests/browser-state.ts';
import type { Requests } from '../requests/requests.ts';
import type { BrowserChannelDependencies } from './browser-channel-router.ts';
import type { OpenStreams } from './open-streams.ts';

/** Below the idle limits of common proxies (nginx: 60 s). */
const defaultHeartbeat = 20_000;
/** A browser whose stream broke comes back after this. */
const retry = 2_000;

const final: ReadonlySet<BrowserState['state']> = new Set(['accepted', 'rejected', 'declined', 'expired', 'cancelled']);

/**
 * Tells a browser each state of its request as server-sent events (HTML Living Standard §9.2) and ends the stream
 * after the last one. An `EventSource` comes back by itself; who has seen the last state is answered 204, the
 * standard's way to say "do not".
 */
export async function streamStates(
  { requests, events, clock, heartbeatMs = defaultHeartbeat }: BrowserChannelDependencies,
  streams: OpenStreams,
  first: Awaited<ReturnType<Requests['readState']>>,
  request: Request<{ token: string }>,
  response: Response,
): Promise<void> {
  const { token } = request.params;
  if (final.has(first.state.state) && request.get('Last-Event-ID') === first.state.state) {
    response.status(204).end();
    return;
  }

  const leave = streams.enter(first.requestId, () => response.end());
  const unsubscribe = events.subscribe(first.requestId, send);
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
  let ending: NodeJS.Timeout | undefined;
  let told = '';
  response.once('close', () => {
    leave();
    unsubscribe();
    clearInterval(heartbeat);
    clearTimeout(ending);
  });

  response.set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  response.write(`retry: ${retry}\n\n`);
  // Read again: what happened between the first look and the subscription was told to nobody.
  await refresh();

  function send(state: BrowserState) {
    const data = JSON.stringify(state);
    if (response.writableEnded) return;
    if (data !== told) response.write(`event: state\nid: ${state.state}\ndata: ${data}\n\n`);
    told = data;
    clearTimeout(ending);
    if (final.has(state.state)) {
      response.end();
      return;
    }
    // Nobody publishes that time has passed; half a second late, so that the store's clock agrees.
    const left = Date.parse(state.expiresAt) - clock().getTime();
    if (state.state === 'open') ending = setTimeout(() => void refresh(), Math.max(left, 0) + 500);
  }

  async function refresh() {
    try {
      send((await requests.readState(token)).state);
    } catch {
      // The request is gone or the store is: the browser asks again and is told.
      response.end();
    }
  }
}
