import type { CheckContext, PresentedCredential } from '../context.ts';
import { recogniseIssuer } from '../policy/recognise-issuer.ts';
import { problem } from '../problem.ts';
import { failed, notApplicable, passed, type CheckOutcome } from '../result.ts';

/**
 * The site takes this issuer's credentials. Needs no network, so it runs before the issuer's key is looked up: only
 * issuers that the site takes are fetched from. (A holder's key is looked up before, wherever their DID points.)
 *
 * The issuer is shown by its DID alone: what an unrecognised issuer calls itself comes from nowhere trusted.
 *
 * @returns `issuer_denied` or `issuer_not_recognised`, with the DID as `issuer`
 */
export function checkIssuerRecognition(
  { credential: { issuer } }: Pick<PresentedCredential, 'credential'>,
  { requirement, testIssuer }: Pick<CheckContext, 'requirement' | 'testIssuer'>,
): CheckOutcome {
  if (!requirement) return notApplicable;
  const { standing } = recogniseIssuer(issuer, requirement.issuers, testIssuer);
  if (standing === 'recognised') return passed;
  const code = standing === 'denied' ? 'issuer_denied' : 'issuer_not_recognised';
  return failed(problem(code, { params: { issuer } }));
}
