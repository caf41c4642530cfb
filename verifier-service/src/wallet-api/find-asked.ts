import type { RequestHandler, Response } from 'express';
import type { AskedHandle, WalletProtocol } from '../requests/presentation-request.ts';
import type { Requests } from '../requests/requests.ts';

/**
 * Looks the handle in the path up, once for each answer and before a byte of it is read (OpenID4VP 1.0 §14.3.2).
 * @throws ProblemError of `findAskedHandle`
 */
export function findAsked(
  requests: Pick<Requests, 'findAskedHandle'>,
  protocol: WalletProtocol,
): RequestHandler<{ handle: string }> {
  return async (request, response, next) => {
    response.locals['asked'] = await requests.findAskedHandle(request.params.handle, protocol);
    next();
  };
}

/** The handle that `findAsked` found, if it did. */
export const foundAsked = (response: Response): AskedHandle | undefined =>
  response.locals['asked'] as AskedHandle | undefined;

/** The handle that `findAsked` found. */
export function askedOf(response: Response): AskedHandle {
  const asked = foundAsked(response);
  if (!asked) throw new TypeError('This route is behind findAsked');
  return asked;
}
