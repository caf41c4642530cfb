import type { DidResolver } from '../ports.ts';

/** A resolver for what an issuer says that the site takes: their document is no stranger's, all others are. */
export function recognisingIssuer(issuer: string, resolveDid: DidResolver): DidResolver {
  return (did, options) => resolveDid(did, did === issuer ? { ...options, recognised: true } : options);
}
