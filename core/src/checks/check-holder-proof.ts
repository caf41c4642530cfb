import type { PresentedBy } from '../context.ts';
import { problem } from '../problem.ts';
import { failed, notApplicable, passed, type CheckOutcome } from '../result.ts';

/**
 * Whoever signed the presentation is the holder it names: the proof key's controller is `holder`
 * (VC Data Model 2.0 §4.13). `@digitalbazaar/vc` does not look: a thief may name the victim.
 *
 * @returns `holder_missing` or `holder_mismatch`; nothing is said about whoever made a proof that does not hold
 */
export function checkHolderProof({ holder, proofs }: PresentedBy): CheckOutcome {
  const [proof] = proofs;
  if (proof?.outcome !== 'passed') return notApplicable;
  if (holder === undefined) return failed(problem('holder_missing'));
  return proof.controller === holder ? passed : failed(problem('holder_mismatch'));
}
