import type { RequestHandler } from 'express';
import type { ServiceMetrics } from '../metrics/service-metrics.ts';

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

/**
 * Counts requests and times them.
 *
 * @param routeOf the template of a path; whatever a caller wrote, it says one of a few words
 */
export function measureRequests(
  metrics: Pick<ServiceMetrics, 'requests' | 'requestSeconds' | 'problems'>,
  routeOf: (path: string) => string,
): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const { path } = request;
    response.once('close', () => {
      const method = methods.has(request.method) ? request.method : 'other';
      const route = routeOf(path);
      metrics.requests.add({ method, route, status: String(response.statusCode) });
      const code = response.locals['problemCode'] as string | undefined;
      if (code !== undefined) metrics.problems.add({ code });
      // A stream lasts as long as its page is open.
      if (String(response.get('Content-Type')).startsWith('text/event-stream')) return;
      metrics.requestSeconds.observe({ method, route }, (performance.now() - started) / 1_000);
    });
    next();
  };
}
