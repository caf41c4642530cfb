import type { CheckContext, PresentedCredential } from '../context.ts';
import { coopsOf } from '../policy/coops-of.ts';
import { recogniseVouching, type IssuedFinding } from '../policy/recognise-issued.ts';
import { standingCodes } from '../policy/standing-codes.ts';
import { problem } from '../problem.ts';
import { failed, inconclusive, notApplicable, passed, type CheckOutcome } from '../result.ts';

/**
 * The issuer may speak for the co-op that the membership is of: it is that co-op, or a recognition list says that it
 * vouches for that one (`onBehalfOf`). Otherwise any recognised co-op could make members of every other.
 *
 * @returns `issuer_not_for_this_coop`; `issuer_denied` where the site denies the co-op that another one vouches for,
 *   `issuer_suspended` or `issuer_compromised` where the federation says that of it; `list_expired` or
 *   `list_unavailable` where the list that would say who vouches is not to be had; `schema_mismatch` where no co-op is
 *   named
 */
export function checkMembershipAuthority(
  { credential }: Pick<PresentedCredential, 'credential'>,
  { requirement, lists, now }: Pick<CheckContext, 'requirement' | 'lists' | 'now'>,
): CheckOutcome {
  if (!requirement || !credential.types.includes('CoopMembershipCredential')) return notApplicable;
  const vouchedFor = coopsOf(credential);
  if (!vouchedFor) return failed(problem('schema_mismatch', { detail: 'memberOf names no co-op' }));
  const { issuer } = credential;
  const { type, issuers } = requirement;
  const findings = recogniseVouching({ issuer, vouchedFor }, issuers, { now, type, lists });
  return findings.map((finding) => outcomeOf(finding, issuer)).find(({ outcome }) => outcome !== 'passed') ?? passed;
}

function outcomeOf({ of, found }: IssuedFinding, issuer: string): CheckOutcome {
  if (found.standing === 'recognised') return passed;
  if (found.standing === 'undecided') return inconclusive(problem(found.code));
  if (of === issuer) return failed(problem('issuer_not_for_this_coop'));
  return failed(problem(standingCodes[found.standing], { params: { issuer: of } }));
}
