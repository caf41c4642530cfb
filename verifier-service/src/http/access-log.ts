import type { RequestHandler } from 'express';
import type { Log } from '../log.ts';
import { requestIdOf } from './request-id.ts';

/** What proxies and balancers ask every second: a line each would hide all others, and fill the disk. */
const probes: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** One line a request: no query, no header, no body, no address, and no token of a path. */
export function accessLog(log: Log): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    // Read now: routers shorten it.
    const path = maskPath(request.path);
    response.once('close', () => {
      const isQuiet = probes.has(path) && response.statusCode < 400;
      log[isQuiet ? 'debug' : 'info']({
        requestId: requestIdOf(response),
        method: request.method,
        path,
        status: response.statusCode,
        problem: response.locals['problemCode'] as string | undefined,
        ms: Math.round(performance.now() - started),
      });
    });
    next();
  };
}

/** A path without its tokens: `/b/***`, `/wallet/openid4vp/response/***`. Unknown paths may hold anything: only their start. */
export function maskPath(path: string): string {
  const [, wallet] = /^(\/wallet\/[a-z0-9]+\/(?:request|response|exchange))(?:\/|$)/.exec(path) ?? [];
  if (wallet) return `${wallet}/***`;
  if (/^\/wallet(\/|$)/.test(path)) return '/wallet/***';
  if (/^\/i(\/|$)/.test(path)) return '/i/***';
  if (/^\/b(\/|$)/.test(path)) return path.endsWith('/extend') ? '/b/***/extend' : '/b/***';
  if (path.startsWith('/v1/')) return path.split('/').slice(0, LONGEST_ROUTE).map(maskSegment).join('/');
  return known.test(path) ? path : '/***';
}

/** Words of the Site API and ids that we made; a policy's name and a holder's id are the site's own business. */
function maskSegment(segment: string): string {
  return segment === '' || words.has(segment) || madeHere.test(segment) ? segment : '***';
}

const known = /^\/(healthz|readyz|openapi\.yaml|try|sites\/[a-z0-9]{1,32}\/did\.json)$/;
/** `/v1/verifications/{id}/recheck`, with the nothing before its first slash. */
const LONGEST_ROUTE = 5;
const madeHere = /^(pr|vf|rd)_[A-Za-z0-9_-]{22}$/;
const words: ReadonlySet<string> = new Set(
  (
    'v1 pair site issuers policies check presentation-requests collect verifications recheck changes ' +
    'holders export redemptions keep commit release limits reset'
  ).split(' '),
);
