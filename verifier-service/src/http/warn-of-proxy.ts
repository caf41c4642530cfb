import type { RequestHandler } from 'express';
import type { Log } from '../log.ts';

/**
 * Says once that somebody between us and the visitors is not trusted: then all of them count as one address. It may be a
 * visitor's own header, so nothing is concluded from it.
 */
export function warnOfProxy(log: Log): RequestHandler {
  let told = false;
  return (request, _response, next) => {
    // Express takes no address from a peer that it does not trust.
    if (!told && request.get('X-Forwarded-For') !== undefined && request.ips.length === 0) {
      told = true;
      log.warn(
        { event: 'proxy_not_trusted' },
        'X-Forwarded-For came from an address that TRUSTED_PROXIES does not name',
      );
    }
    next();
  };
}
