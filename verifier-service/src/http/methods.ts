import type { RequestHandler } from 'express';
import { problemError } from '../problem.ts';

/** The end of a route: every other method. */
export function onlyMethods(...methods: readonly string[]): RequestHandler {
  const allow = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  return (_request, _response, next) => {
    next(problemError('method_not_allowed', { headers: { Allow: allow.join(', ') } }));
  };
}
