import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/** Names each request for its answer, its problem's `instance` and the log; never taken from outside. */
export const requestId: RequestHandler = (_request, response, next) => {
  const id = randomUUID();
  response.locals['requestId'] = id;
  response.set('X-Request-Id', id);
  next();
};

export function requestIdOf(response: Response): string {
  return String(response.locals['requestId']);
}
