import { problem, VerificationError } from '../../problem.ts';
import { type Proof } from './parse-proof.ts';

/**
 * The proofs that one proof was made over: those that its `previousProof` names
 * (VC Data Integrity 1.0 §4.5, "Verify Proof Sets and Chains").
 *
 * @param all proofs of the document; undefined where one could not be read
 * @throws VerificationError `previous_proof_unknown`, `proof_id_repeated`, `previous_proof_circular`
 */
export function previousProofs(proof: Proof, all: readonly (Proof | undefined)[]): readonly Proof[] {
  if (proof.id !== undefined && all.filter((other) => other?.id === proof.id).length > 1) refuse('proof_id_repeated');
  const previous = named(proof, all);
  const seen = new Set<Proof>();
  for (let open = [...previous]; open.length > 0;) {
    const next = open.flatMap((one) => (seen.has(one) ? [] : named(one, all)));
    for (const one of open) seen.add(one);
    open = next;
  }
  if (seen.has(proof)) refuse('previous_proof_circular');
  return previous;
}

function named({ previousProof = [] }: Proof, all: readonly (Proof | undefined)[]): Proof[] {
  // Where several have that id, each is refused for it, and so is what was made over any of them.
  return previousProof.map((id) => all.find((other) => other?.id === id) ?? refuse('previous_proof_unknown'));
}

function refuse(code: 'previous_proof_unknown' | 'proof_id_repeated' | 'previous_proof_circular'): never {
  throw new VerificationError(problem(code));
}
