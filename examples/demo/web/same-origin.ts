import type { Request, RequestHandler } from 'express';

/**
 * Refuses whoever calls this server by another name than its own: a stranger's name that was made to point at this computer
 * (DNS rebinding), whose pages browsers would take for ours. And refuses a change that another origin's page asked for (CSRF). All origins of the demo are on `localhost`,
 * so a cookie's SameSite alone would let each act for the others.
 *
 * @param own The server's origin, as the demo says it
 */
export function sameOriginOnly(own: string): RequestHandler {
  const { port } = new URL(own);
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`];
  return (request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!hosts.includes(request.get('Host') ?? '')) {
      response.status(421).type('text').send(`This is at ${own} and nowhere else.`);
    } else if (isRead || isOurs(request)) {
      next();
    } else {
      response.status(403).type('text').send('This can only be asked for from our own pages.');
    }
  };
}

/** Browsers say it in `Sec-Fetch-Site`, older ones in `Origin`; who says neither is no browser and has no cookie to abuse. */
function isOurs(request: Request): boolean {
  const from = request.get('Sec-Fetch-Site');
  if (from !== undefined) return from === 'same-origin';
  const origin = request.get('Origin');
  return origin === undefined || origin === `${request.protocol}://${request.get('Host')}`;
}
