import type { RequestHandler } from 'express';

/**
 * The headers every page of the demo sends: scripts, styles and pictures only from its own origin,
 * no frames, no referrer. `connect` and `formTargets` name the few other origins a page talks to.
 */
export function securityHeaders({
  connect = [],
  formTargets = [],
}: {
  readonly connect?: readonly string[];
  readonly formTargets?: readonly string[];
} = {}): RequestHandler {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    ['connect-src', "'self'", ...connect].join(' '),
    ['form-action', "'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    next();
  };
}
