import type { CheckContext, PresentedCredential } from '../context.ts';
import { isJsonObject } from '../parse/json-object.ts';
import { recogniseIssuer } from '../policy/recognise-issuer.ts';
import { problem } from '../problem.ts';
import { failed, notApplicable, passed, type CheckOutcome } from '../result.ts';

/**
 * The issuer may speak for the co-op that the membership is of: it is that co-op, or a recognition list says that it
 * vouches for that one (`onBehalfOf`). Otherwise any recognised co-op could make members of every other.
 *
 * @returns `issuer_not_for_this_coop`; `issuer_denied` where the site denies the co-op that another one vouches for,
 *   `issuer_suspended` where the federation suspended it; `schema_mismatch` where no co-op is named
 */
export function checkMembershipAuthority(
  { credential }: Pick<PresentedCredential, 'credential'>,
  { requirement, lists, now }: Pick<CheckContext, 'requirement' | 'lists' | 'now'>,
): CheckOutcome {
  if (!requirement || !credential.types.includes('CoopMembershipCredential')) return notApplicable;
  for (const { claims } of credential.subjects) {
    const coop = isJsonObject(claims['memberOf']) ? claims['memberOf']['id'] : claims['memberOf'];
    if (typeof coop !== 'string') return failed(problem('schema_mismatch', { detail: 'memberOf names no co-op' }));
    if (coop === credential.issuer) continue;
    const { type, issuers } = requirement;
    // Who is on a list itself stands there for itself. One that has ended is often the reason why another one vouches.
    const { standing } = recogniseIssuer(coop, issuers, { now, type, lists });
    if (standing === 'denied') return failed(problem('issuer_denied', { params: { issuer: coop } }));
    if (standing === 'suspended') return failed(problem('issuer_suspended', { params: { issuer: coop } }));
    const recognition = recogniseIssuer(credential.issuer, issuers, { now, type, lists });
    const isVouchedFor = recognition.standing === 'recognised' && recognition.onBehalfOf.includes(coop);
    if (!isVouchedFor) return failed(problem('issuer_not_for_this_coop'));
  }
  return passed;
}
