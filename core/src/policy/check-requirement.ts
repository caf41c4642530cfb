import { askedClaims } from './asked-claims.ts';
import { minus } from './duration.ts';
import { selectClaims } from './select-claims.ts';
import type { CheckContext, PresentedCredential } from '../context.ts';
import { problem } from '../problem.ts';
import { failed, notApplicable, passed, type CheckOutcome } from '../result.ts';

/**
 * The credential is what the policy asked for: its type, its claims, its age (OpenID4VP 1.0 §8.6, §14.9).
 * The wallet was asked the same in DCQL, and may have answered something else.
 *
 * @returns `credential_type_wrong`, `claim_missing`, `claim_not_accepted` or `credential_too_old`
 */
export function checkRequirement(
  { credential }: Pick<PresentedCredential, 'credential'>,
  { requirement, policy, now }: Pick<CheckContext, 'requirement' | 'policy' | 'now'>,
): CheckOutcome {
  if (!requirement || !policy) return notApplicable;
  if (!credential.types.includes(requirement.type)) return failed(problem('credential_type_wrong'));

  for (const { path, values } of askedClaims(requirement, policy)) {
    const found = credential.subjects.flatMap(({ claims }) => selectClaims(claims, path));
    const claim = String(path[0]);
    if (found.length === 0) return failed(problem('claim_missing', { params: { claim } }));
    if (values && !found.some((value) => values.some((accepted) => accepted === value))) {
      return failed(problem('claim_not_accepted', { params: { claim } }));
    }
  }

  if (requirement.maxAge !== undefined) {
    const oldest = minus(now, requirement.maxAge);
    if (!credential.validFrom || credential.validFrom < oldest) return failed(problem('credential_too_old'));
  }
  return passed;
}
