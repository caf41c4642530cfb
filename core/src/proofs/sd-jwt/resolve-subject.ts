import { didJwkOf } from '../../identifiers/did-jwk-of.ts';
import type { PublicKey } from '../../identifiers/public-key.ts';
import { authenticationKeys } from '../../identifiers/authentication-keys.ts';
import type { DidResolver } from '../../ports.ts';
import { VerificationError } from '../../problem.ts';

/**
 * The DID of a credential's subject: `sub` where that is a DID whose key is the holder's, else the `did:jwk` of that
 * key. A `sub` of another kind, or of somebody else, says nothing about who holds the credential.
 *
 * @throws VerificationError that is retryable, where it cannot be found out now whose key it is: the subject must not
 *   have one DID today and another tomorrow
 */
export async function resolveSubject(
  sub: string | undefined,
  key: PublicKey,
  { resolveDid, now }: { readonly resolveDid: DidResolver; readonly now: Date },
): Promise<string> {
  const own = didJwkOf(key);
  if (!sub?.startsWith('did:') || sub === own) return own;
  try {
    const keys = authenticationKeys(await resolveDid(sub), now);
    return keys.some((one) => didJwkOf(one) === own) ? sub : own;
  } catch (error) {
    if (error instanceof VerificationError && !error.problem.retryable) return own;
    throw error;
  }
}
