import type { PresentedBy } from '../context.ts';
import { problem } from '../problem.ts';
import { failed, passed, type CheckOutcome } from '../result.ts';

/**
 * The presentation's one proof holds.
 *
 * @returns the problem of the proof; `inconclusive` where its key could not be looked up just now
 */
export function checkPresentationProof({ proofs }: Pick<PresentedBy, 'proofs'>): CheckOutcome {
  const [proof] = proofs;
  if (!proof) return failed(problem('proof_missing'));
  return proof.outcome === 'passed' ? passed : { outcome: proof.outcome, problem: proof.problem };
}
