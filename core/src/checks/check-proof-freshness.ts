import type { CheckContext } from '../context.ts';
import { problem } from '../problem.ts';
import type { ProofFinding } from '../proofs/data-integrity/verify-proofs.ts';
import { failed, passed, type CheckOutcome } from '../result.ts';

/** A presentation is made when it is asked for; five minutes either way cover a slow person and a bad clock. */
const TOLERANCE = 5 * 60_000;

/**
 * The presentation's proof was made about now.
 *
 * The nonce already stops a replay; this stops answers made in store by somebody who had the wallet for a moment.
 *
 * @returns `proof_time_missing`, `proof_too_old` or `proof_from_future`
 */
export function checkProofFreshness(
  { proofs }: { readonly proofs: readonly ProofFinding[] | readonly Pick<ProofFinding, 'created'>[] },
  { now }: Pick<CheckContext, 'now'>,
): CheckOutcome {
  const [proof] = proofs;
  if (!proof?.created) return failed(problem('proof_time_missing'));
  const age = now.getTime() - proof.created.getTime();
  if (age > TOLERANCE) return failed(problem('proof_too_old'));
  if (age < -TOLERANCE) return failed(problem('proof_from_future'));
  return passed;
}
