import type { CheckContext } from '../context.ts';
import { problem } from '../problem.ts';
import { failed, notApplicable, passed, type CheckOutcome } from '../result.ts';

/** What a proof says it was made for. Both members are signed with the rest of the proof's options. */
export interface ProofTarget {
  readonly challenge?: unknown;
  readonly domain?: unknown;
}

/**
 * The presentation was made for this request and for us: `challenge` is the nonce, and `domain` the one string we are
 * known by (OpenID4VP 1.0 §14.1.2, §B.1.3.2). An array of domains would let one answer serve several verifiers.
 *
 * Runs before any signature is verified, so that nobody makes us work with an answer to some other request.
 *
 * @returns `nonce_mismatch` or `audience_mismatch`
 */
export function checkNonceAndAudience(
  { challenge, domain }: ProofTarget,
  { expectedNonce, expectedAudience }: Pick<CheckContext, 'expectedNonce' | 'expectedAudience'>,
): CheckOutcome {
  if (expectedNonce === undefined && expectedAudience === undefined) return notApplicable;
  if (expectedNonce !== undefined && challenge !== expectedNonce) return failed(problem('nonce_mismatch'));
  if (expectedAudience && !expectedAudience.some((audience) => domain === audience)) {
    return failed(problem('audience_mismatch'));
  }
  return passed;
}
