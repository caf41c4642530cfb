import type { PresentationDocument } from '../parse/parse-presentation.ts';
import { problem } from '../problem.ts';
import { failed, passed, type CheckOutcome } from '../result.ts';

/**
 * A presentation has exactly one proof: a second would leave open whose key answers us.
 * Counted before any is verified.
 *
 * @returns `proof_missing` or `too_many_proofs`
 */
export function checkOneProof({ proofs }: Pick<PresentationDocument, 'proofs'>): CheckOutcome {
  if (proofs.length === 0) return failed(problem('proof_missing'));
  return proofs.length === 1 ? passed : failed(problem('too_many_proofs', { params: { max: 1 } }));
}
