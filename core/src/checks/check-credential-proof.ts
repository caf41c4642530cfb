import type { PresentedCredential } from '../context.ts';
import { problem } from '../problem.ts';
import { failed, inconclusive, passed, type CheckOutcome } from '../result.ts';

/**
 * The issuer signed the credential: at least one proof holds and its key is controlled by the issuer
 * (VC Data Model 2.0 §4.7, §7.1), and no proof that is there is false.
 *
 * A proof by somebody else beside it says nothing about the claims and does no harm (Data Integrity 1.0, proof sets).
 *
 * @returns the problem of a proof that fails, `proof_missing`, `issuer_key_mismatch`; or `inconclusive` where nothing
 *   failed and no proof of the issuer's could be judged.
 */
export function checkCredentialProof({
  credential,
  proofs,
}: Pick<PresentedCredential, 'credential' | 'proofs'>): CheckOutcome {
  if (proofs.length === 0) return failed(problem('proof_missing'));
  const untrue = proofs.find((proof) => proof.outcome === 'failed');
  if (untrue) return failed(untrue.problem);
  if (proofs.some((proof) => proof.outcome === 'passed' && proof.controller === credential.issuer)) return passed;

  const undecided = proofs.find((proof) => proof.outcome === 'inconclusive');
  return undecided ? inconclusive(undecided.problem) : failed(problem('issuer_key_mismatch'));
}
