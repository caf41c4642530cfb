import type { RequestHandler } from 'express';

/**
 * Refuses a change that another origin's page asked for (CSRF). All origins of the demo are on `localhost`,
 * so a cookie's SameSite alone would let each act for the others.
 */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  const from = request.get('Sec-Fetch-Site');
  if (request.method === 'GET' || request.method === 'HEAD' || from === undefined || from === 'same-origin') {
    next();
    return;
  }
  response.status(403).type('text').send('This can only be asked for from our own pages.');
};
