import type { CheckContext, PresentedCredential } from '../context.ts';
import { isJsonObject } from '../parse/json-object.ts';
import { problem } from '../problem.ts';
import { failed, notApplicable, passed, type CheckOutcome } from '../result.ts';

/**
 * The issuer may speak for the co-op that the membership is of: it is that co-op (DESIGN §4).
 * Otherwise any recognised co-op could make members of every other.
 *
 * @returns `issuer_not_for_this_coop`; `schema_mismatch` where no co-op is named
 */
export function checkMembershipAuthority(
  { credential }: Pick<PresentedCredential, 'credential'>,
  { requirement }: Pick<CheckContext, 'requirement'>,
): CheckOutcome {
  if (!requirement || !credential.types.includes('CoopMembershipCredential')) return notApplicable;
  for (const { claims } of credential.subjects) {
    const coop = isJsonObject(claims['memberOf']) ? claims['memberOf']['id'] : claims['memberOf'];
    if (typeof coop !== 'string') return failed(problem('schema_mismatch', { detail: 'memberOf names no co-op' }));
    if (coop !== credential.issuer) return failed(problem('issuer_not_for_this_coop'));
  }
  return passed;
}
