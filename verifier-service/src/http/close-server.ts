import { once } from 'node:events';
import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface CloseOptions {
  /** Milliseconds for which idle connections stay: a proxy that sends on one just now must get its answer. */
  readonly drainFor: number;
  /** Milliseconds after which whatever is left is cut. */
  readonly within: number;
}

const LOOK_EVERY = 50;

/**
 * Takes no new connection, and answers everything on those there are, telling each to go elsewhere
 * (RFC 9112 §9.6, `Connection: close`). Not `Server.close` of HTTP: that cuts idle connections at once, and who sends
 * on one in that moment loses the request without knowing whether it was heard.
 */
export async function closeServer(server: Server, { drainFor, within }: CloseOptions): Promise<void> {
  const closed = once(server, 'close').then(() => true);
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
  NetServer.prototype.close.call(server);
  const cut = setTimeout(() => server.closeAllConnections(), within);
  try {
    if (await Promise.race([closed, sleep(drainFor, false, { ref: false })])) return;
    do server.closeIdleConnections();
    while (!(await Promise.race([closed, sleep(LOOK_EVERY, false, { ref: false })])));
  } finally {
    clearTimeout(cut);
  }
}
