import type { CheckContext, PresentedCredential } from '../context.ts';
import { recogniseIssuer } from '../policy/recognise-issuer.ts';
import { standingCodes } from '../policy/standing-codes.ts';
import { problem } from '../problem.ts';
import { failed, inconclusive, notApplicable, passed, type CheckOutcome } from '../result.ts';

/**
 * The site takes this issuer's credentials. Needs no network, so it runs before the issuer's key is looked up: only
 * issuers that the site takes are fetched from. (A holder's key is looked up before, wherever their DID points.)
 *
 * The issuer is shown by its DID alone: what an unrecognised issuer calls itself comes from nowhere trusted.
 *
 * @returns `issuer_denied`, `issuer_compromised`, `issuer_suspended`, `issuer_recognition_ended`,
 *   `issuer_not_for_this_type` or `issuer_not_recognised`, with the DID as `issuer`; `list_expired` or
 *   `list_unavailable` where the list that would say is not to be had
 */
export function checkIssuerRecognition(
  { credential: { issuer } }: Pick<PresentedCredential, 'credential'>,
  { requirement, testIssuer, lists, now }: Pick<CheckContext, 'requirement' | 'testIssuer' | 'lists' | 'now'>,
): CheckOutcome {
  if (!requirement) return notApplicable;
  const { type, issuers } = requirement;
  const recognition = recogniseIssuer(issuer, issuers, { now, type, testIssuer, lists });
  if (recognition.standing === 'recognised') return passed;
  if (recognition.standing === 'undecided') return inconclusive(problem(recognition.code));
  return failed(problem(standingCodes[recognition.standing], { params: { issuer } }));
}
