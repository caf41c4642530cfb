import type { PublicKey } from '../../identifiers/public-key.ts';
import { resolveKey } from '../../identifiers/resolve-key.ts';
import type { DidResolver } from '../../ports.ts';
import { problem, VerificationError } from '../../problem.ts';
import { chainCertificates } from './chain-certificates.ts';
import type { Jws } from './parse-jws.ts';
import type { TrustedRoots } from './trusted-roots.ts';

export interface IssuerKeyOptions {
  readonly resolveDid: DidResolver;
  readonly now: Date;
  readonly trustedRoots: TrustedRoots;
}

/**
 * The key that an issuer's token must be signed by: of the issuer's own DID document, by `kid`, or of a certificate in
 * `x5c` that leads to a root the verifier pinned and names the issuer (SD-JWT VC §2.5 leaves other ways to profiles;
 * ours are DIDs). Addresses in the header (`jku`, `x5u`, `jwk`) are never followed.
 *
 * An issuer with a DID and a `kid` is judged by its document alone: a key taken out of it is out.
 *
 * @throws VerificationError `issuer_key_mismatch`, those of `resolveKey` and of `chainCertificates`
 */
export async function issuerKey({ header }: Jws, issuer: string, options: IssuerKeyOptions): Promise<PublicKey> {
  const id = keyIdOf(header, issuer);
  const isTheirs = issuer.startsWith('did:') && id?.split('#')[0] === issuer;
  if (header['x5c'] !== undefined && !isTheirs) return chainCertificates(header['x5c'], options).keyFor(issuer);
  if (!issuer.startsWith('did:')) throw new VerificationError(problem('issuer_key_unknown'));
  if (id === undefined) throw new VerificationError(problem('key_not_found'));
  // Whose document it is, is what matters: one that the token's own header chooses proves nothing.
  if (!isTheirs) throw new VerificationError(problem('issuer_key_mismatch'));
  return (await resolveKey(id, { ...options, purpose: 'assertionMethod' })).publicKey;
}

/** The id of the key that a header names, or that its issuer has alone. */
export function keyIdOf({ kid }: Jws['header'], issuer: string): string | undefined {
  if (typeof kid !== 'string') return onlyKeyOf(issuer);
  return kid.startsWith('#') ? issuer + kid : kid;
}

/** These methods have one key each, whose name follows from the DID. */
function onlyKeyOf(did: string): string | undefined {
  if (did.startsWith('did:key:')) return `${did}#${did.slice('did:key:'.length)}`;
  return did.startsWith('did:jwk:') ? `${did}#0` : undefined;
}
