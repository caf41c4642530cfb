import type { RequestHandler } from 'express';
import type { Log } from '../log.ts';
import { requestIdOf } from './request-id.ts';

/** One line a request: no query, no header, no body, no address, and no token of a path. */
export function accessLog(log: Log): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    // Read now: routers shorten it.
    const path = maskPath(request.path);
    response.once('close', () => {
      log.info({
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
  return known.test(path) ? path : '/***';
}

const known = /^\/(healthz|readyz|openapi\.yaml|try|v1(\/[A-Za-z0-9_.-]{1,64}){1,3}|sites\/[a-z0-9]{1,32}\/did\.json)$/;
