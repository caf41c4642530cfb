import * as v from 'valibot';
import { asList, isJsonObject } from '../parse/json-object.ts';
import { faultMessage } from '../policy/fault-message.ts';
import { problem, VerificationError } from '../problem.ts';
import { jcsHash, toDigestMultibase } from './digest.ts';
import { ListShape, type Quorum, type RecognitionEntry, type RecognitionList } from './list-shape.ts';
import { timeOf } from './time-of.ts';

/** A list as it was published: what it says, and the proofs, which nobody has verified yet. */
export interface ParsedList {
  readonly list: RecognitionList;
  readonly proofs: readonly unknown[];
  /** SHA-256 of the JCS form of all but the proofs: what is signed, and what the next sequence names. */
  readonly hash: Uint8Array;
  /** The same as `digestMultibase`. */
  readonly digest: string;
}

/** A year and a little: a list that nobody decides on any more ends. */
const LONGEST_VALIDITY = 400 * 86_400_000;

/**
 * Types a recognition list (W3C Recognized Entities, draft of August 2026). Says nothing about who signed it.
 * What it does not know it refuses: a member that is misspelled, or of a later version, would otherwise be passed over.
 *
 * @throws VerificationError `list_invalid`, its `where` and `what` in the parameters
 */
export function parseRecognitionList(input: unknown): ParsedList {
  if (!isJsonObject(input)) throw invalid('', 'must be an object');
  const { proof, ...unsecured } = input;
  const parsed = v.safeParse(ListShape, unsecured, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw invalid(v.getDotPath(issue) ?? '', faultMessage(issue));
  }
  requireSound(parsed.output);
  const hash = jcsHash(unsecured);
  return { list: parsed.output, proofs: asList(proof), hash, digest: toDigestMultibase(hash) };
}

/** Rules between members. */
function requireSound(list: RecognitionList): void {
  const { seq, previousDigest, validFrom, validUntil, quorum, credentialSubject } = list;
  if ((previousDigest === undefined) !== (seq === 1)) {
    throw invalid('previousDigest', 'must be there from the second sequence on, and only then');
  }
  const validity = timeOf(validUntil) - timeOf(validFrom);
  if (validity <= 0 || validity > LONGEST_VALIDITY) throw invalid('validUntil', 'must be at most 400 days later');
  requireSoundQuorum(quorum);

  const ids = new Set<string>();
  const former = new Set<string>();
  for (const [index, entry] of credentialSubject.entries()) {
    const where = `credentialSubject.${index}`;
    if (ids.has(entry.id)) throw invalid(`${where}.id`, 'is there already');
    ids.add(entry.id);
    for (const id of entry.formerIds) {
      // Two co-ops that were one would give two people one pseudonym.
      if (former.has(id)) throw invalid(`${where}.formerIds`, 'must belong to one entry alone');
      former.add(id);
    }
    requireSoundEntry(entry, where);
  }
  for (const [index, { formerIds }] of credentialSubject.entries()) {
    // Who took over the DID of a co-op that is still there could make pseudonyms of that co-op's members.
    if (formerIds.some((id) => ids.has(id))) {
      throw invalid(`credentialSubject.${index}.formerIds`, 'must belong to one entry alone');
    }
  }
}

function requireSoundQuorum({ k, trustees, operatorKey }: Quorum): void {
  if (k > trustees.length) throw invalid('quorum.k', 'must be at most the number of trustees');
  const keys = trustees.map(({ publicKeyMultibase }) => publicKeyMultibase);
  const isDistinct = new Set(trustees.map(({ id }) => id)).size === keys.length && new Set(keys).size === keys.length;
  if (!isDistinct) throw invalid('quorum.trustees', 'must be different co-ops with a key each');
  if (keys.includes(operatorKey)) throw invalid('quorum.operatorKey', 'must be the key of no trustee');
}

function requireSoundEntry({ validFrom, validUntil, recognizedTo }: RecognitionEntry, where: string): void {
  if (validUntil !== undefined && timeOf(validUntil) <= timeOf(validFrom)) {
    throw invalid(`${where}.validUntil`, 'must be after validFrom');
  }
  if (new Set(recognizedTo.map(({ action }) => action)).size < recognizedTo.length) {
    throw invalid(`${where}.recognizedTo`, 'must name each action once');
  }
}

const invalid = (where: string, what: string): VerificationError =>
  new VerificationError(problem('list_invalid', { params: { where, what }, detail: `${where} ${what}`.trim() }));
