import type { RequestHandler } from 'express';

/**
 * Lets wallets on the web read what is meant for any wallet. There are no cookies here, and an address is known
 * only to who was shown the request: another origin learns nothing that curl would not.
 */
export function openToAnyOrigin(methods: string): RequestHandler {
  return (request, response, next) => {
    response.set('Access-Control-Allow-Origin', '*');
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response
      .status(204)
      .set({
        'Access-Control-Allow-Methods': methods,
        'Access-Control-Allow-Headers': '*',
        'Access-Control-Max-Age': '600',
      })
      .end();
  };
}
