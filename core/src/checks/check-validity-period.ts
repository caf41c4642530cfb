import type { CheckContext, PresentedCredential } from '../context.ts';
import { problem } from '../problem.ts';
import { failed, passed, type CheckOutcome } from '../result.ts';
import { CLOCK_SKEW } from './clock-skew.ts';

/**
 * The credential is valid now: its period has begun and has not ended.
 *
 * A missing bound is open: a credential without an end is valid until it is revoked
 * (VC Data Model 2.0 §4.9). Times are those the issuer signed, never the presentation's.
 *
 * @returns `credential_not_yet_valid` or `credential_expired`, with the bound as `at`.
 */
export function checkValidityPeriod(
  { credential: { validFrom, validUntil } }: Pick<PresentedCredential, 'credential'>,
  { now }: Pick<CheckContext, 'now'>,
): CheckOutcome {
  if (validFrom && now.getTime() + CLOCK_SKEW < validFrom.getTime()) {
    return failed(problem('credential_not_yet_valid', { params: { at: validFrom.toISOString() } }));
  }
  if (validUntil && now.getTime() - CLOCK_SKEW > validUntil.getTime()) {
    return failed(problem('credential_expired', { params: { at: validUntil.toISOString() } }));
  }
  return passed;
}
