import type { Request, RequestHandler } from 'express';

/**
 * Refuses a change that another origin's page asked for (CSRF). All origins of the demo are on `localhost`,
 * so a cookie's SameSite alone would let each act for the others.
 */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead || isOurs(request)) {
    next();
    return;
  }
  response.status(403).type('text').send('This can only be asked for from our own pages.');
};

/** Browsers say it in `Sec-Fetch-Site`, older ones in `Origin`; who says neither is no browser and has no cookie to abuse. */
function isOurs(request: Request): boolean {
  const from = request.get('Sec-Fetch-Site');
  if (from !== undefined) return from === 'same-origin';
  const origin = request.get('Origin');
  return origin === undefined || origin === `${request.protocol}://${request.get('Host')}`;
}
