import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { listenAt } from '../http/listen-at.ts';
import type { Registry } from './registry.ts';

export interface MetricsListener {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Answers `GET /metrics` at an address of its own, so that no proxy in front of the service ever passes it on: how much
 * a co-op's members are let in, and when, is the operator's business. Holds no id and no personal data all the same.
 */
export async function listenForMetrics(
  { host, port }: { readonly host: string; readonly port: number },
  registry: Pick<Registry, 'render'>,
): Promise<MetricsListener> {
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000 }, (request, response) => {
    const known = request.url?.split('?')[0] === '/metrics';
    if (!known || !['GET', 'HEAD'].includes(request.method ?? '')) {
      response.writeHead(known ? 405 : 404, { 'Content-Length': 0, ...(known && { Allow: 'GET, HEAD' }) }).end();
      return;
    }
    void registry.render().then((text) => {
      const headers = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' };
      response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : text);
    });
  });
  await listenAt(server, { host, port, setting: 'METRICS_ADDRESS' });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
