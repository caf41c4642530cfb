import type { RequestHandler } from 'express';

const headers = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** We answer data, never a page: nothing may be run, framed or guessed at. */
export function securityHeaders({ publicUrl }: { publicUrl: string }): RequestHandler {
  const all = publicUrl.startsWith('https:')
    ? { ...headers, 'Strict-Transport-Security': 'max-age=31536000' }
    : headers;
  return (_request, response, next) => {
    response.set(all);
    next();
  };
}
