import type { CheckContext, PresentedCredential } from '../context.ts';
import { problem } from '../problem.ts';
import { failed, inconclusive, passed, type CheckOutcome } from '../result.ts';

/**
 * The issuer has not taken the credential back (VC Data Model 2.0 §4.10).
 *
 * No status type is understood yet, so a credential that has a status is never judged as if it had none: it is
 * undecided, and only a policy could tolerate that.
 *
 * @returns `status_required`, or `inconclusive` with `status_type_unsupported`
 */
export function checkStatus(
  { credential }: Pick<PresentedCredential, 'credential'>,
  { policy }: Pick<CheckContext, 'policy'>,
): CheckOutcome {
  if (credential.status.length > 0) return inconclusive(problem('status_type_unsupported'));
  return policy?.status.required ? failed(problem('status_required')) : passed;
}
