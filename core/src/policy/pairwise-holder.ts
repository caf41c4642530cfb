import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What a holder is told apart by: `identity` of a `VerificationResult`. */
export interface HolderIdentity {
  readonly kind: 'membership' | 'wallet';
  /** The issuer's first DID. */
  readonly issuer: string;
  /** The `membershipId`, or the subject's DID. */
  readonly value: string;
}

/**
 * The holder as one site (or one programme) knows them: HMAC-SHA-256 over the JCS form (RFC 8785) of
 * `["cc/1", kind, issuer, value]`, in base64url. Without the secret nobody can tell whether two sites' ids are
 * one person's.
 *
 * @param secret at least 32 random bytes, the site's own, never changed
 */
export function pairwiseHolder(secret: Uint8Array, { kind, issuer, value }: HolderIdentity): string {
  if (secret.byteLength < 32) throw new TypeError('the secret needs at least 32 bytes');
  const text = canonicalize(['cc/1', kind, issuer, value]) as string;
  return createHmac('sha256', secret).update(text).digest('base64url');
}
