import type { PublicKey } from '../../identifiers/public-key.ts';
import { resolveKey } from '../../identifiers/resolve-key.ts';
import { leafKey } from './chain-certificates.ts';
import { keyIdOf, type IssuerKeyOptions } from './issuer-key.ts';
import { malformed, type Jws } from './parse-jws.ts';

/**
 * The key that a token says it is signed by, whosesoever it is. Says nothing about the issuer: for a look at the
 * signatures alone.
 *
 * @throws VerificationError `token_malformed` where it names none, `certificate_malformed`, and those of `resolveKey`
 */
export async function statedKey(
  { header, payload }: Jws,
  options: Pick<IssuerKeyOptions, 'resolveDid' | 'now'>,
): Promise<PublicKey> {
  const issuer = typeof payload['iss'] === 'string' ? payload['iss'] : '';
  const id = keyIdOf(header, issuer);
  if (id?.startsWith('did:')) return (await resolveKey(id, { ...options, purpose: 'assertionMethod' })).publicKey;
  if (header['x5c'] === undefined) throw malformed('it names no key');
  return leafKey(header['x5c']);
}
