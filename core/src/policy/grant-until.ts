import { plus } from './duration.ts';
import type { Policy } from './policy-schema.ts';

/**
 * When a grant ends: the policy's time from now, or the earliest end among the credentials plus the grace,
 * whichever comes first.
 *
 * @param credentials those of the accepted answer; `validUntil` as in a `VerificationResult`
 */
export function grantUntil(
  { grant }: Pick<Policy, 'grant'>,
  credentials: readonly { readonly validUntil?: string | Date | undefined }[],
  now: Date,
): Date {
  const ends = credentials
    .map(({ validUntil }) => validUntil)
    .filter((end) => end !== undefined)
    .map((end) => plus(new Date(end), grant.grace).getTime());
  return new Date(Math.min(plus(now, grant.for).getTime(), ...ends));
}
