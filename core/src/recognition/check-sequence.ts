import { problem, VerificationError } from '../problem.ts';
import { anchorOf } from './digest.ts';
import type { Quorum } from './list-shape.ts';
import type { ParsedList } from './parse-list.ts';
import { trusteeMethod, verifyProofSet } from './verify-proof-set.ts';

/** What is known of the sequence before. */
export interface KnownSequence {
  readonly seq: number;
  readonly digest: string;
  readonly quorum: Quorum;
}

/**
 * The first sequence is the one that a site's anchor names, and signed by its own quorum.
 *
 * @throws VerificationError `list_other` and those of the quorum
 */
export function checkGenesis(parsed: ParsedList, anchor: string): KnownSequence {
  const { list } = parsed;
  if (list.anchor !== anchor || (list.seq === 1 && anchorOf(list.quorum) !== anchor)) {
    throw new VerificationError(problem('list_other'));
  }
  if (list.seq !== 1) throw new VerificationError(problem('list_chain_broken', { params: { seq: 1 } }));
  requireQuorum(parsed, list.quorum, undefined);
  return known(parsed);
}

/**
 * A sequence follows the one before: it is the next, names that one's digest, and is signed by k of its trustees. A new
 * quorum is signed by k of the old and by k of the new.
 *
 * @throws VerificationError `list_other`, `list_chain_broken`, `list_quorum_missing`, `list_new_quorum_missing` and those
 *   of `verifyProofSet`
 */
export function checkSuccessor(parsed: ParsedList, before: KnownSequence, anchor: string): KnownSequence {
  const { list } = parsed;
  if (list.anchor !== anchor) throw new VerificationError(problem('list_other'));
  if (list.seq !== before.seq + 1 || list.previousDigest !== before.digest) {
    throw new VerificationError(problem('list_chain_broken', { params: { seq: before.seq + 1 } }));
  }
  const isNew = anchorOf(list.quorum) !== anchorOf(before.quorum);
  requireQuorum(parsed, before.quorum, isNew ? list.quorum : undefined);
  return known(parsed);
}

function requireQuorum({ list, proofs, hash }: ParsedList, old: Quorum, next: Quorum | undefined): void {
  const trustees = new Map([...old.trustees, ...(next?.trustees ?? [])].map((one) => [trusteeMethod(one), one]));
  const signed = verifyProofSet({ hash, proofs, context: list['@context'] }, [...trustees.values()]);
  const count = (quorum: Quorum) => quorum.trustees.filter((trustee) => signed.has(trusteeMethod(trustee))).length;
  if (count(old) < old.k) {
    throw new VerificationError(problem('list_quorum_missing', { params: { have: count(old), need: old.k } }));
  }
  if (next && count(next) < next.k) {
    throw new VerificationError(problem('list_new_quorum_missing', { params: { have: count(next), need: next.k } }));
  }
}

const known = ({ list: { seq, quorum }, digest }: ParsedList): KnownSequence => ({ seq, digest, quorum });
