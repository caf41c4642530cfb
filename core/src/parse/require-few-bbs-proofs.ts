import { problem, VerificationError } from '../problem.ts';
import { asList, isJsonObject, type JsonObject } from './json-object.ts';

/** One takes about as long as everything else that we do for an answer. */
const MAX = 1;

/**
 * Refuses what has more `bbs-2023` proofs than we verify for one answer, before any is verified.
 *
 * @param credentials of all presentations of the answer
 * @throws VerificationError `too_many_proofs`
 */
export function requireFewBbsProofs(credentials: readonly JsonObject[]): void {
  const proofs = credentials.flatMap(({ proof }) => asList(proof));
  const count = proofs.filter((proof) => isJsonObject(proof) && proof['cryptosuite'] === 'bbs-2023').length;
  if (count > MAX) throw new VerificationError(problem('too_many_proofs', { params: { max: MAX } }));
}
