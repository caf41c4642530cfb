import {
  CLOCK_TOLERANCE,
  headOf,
  parseFreshness,
  parseRecognitionList,
  problem,
  shareList,
  VerificationError,
  type Freshness,
  type ListState,
  type Problem,
  type SharedList,
} from '@coop-credentials/core';
import type { StoredList } from '../store/recognition-list-store.ts';

/** What a process has of a list: the verified state, and the entries in shared memory. */
export interface HeldList {
  readonly state: ListState;
  readonly shared: SharedList;
}

/**
 * What still counts of a stored list that this program cannot read, because another version of it wrote it or the file was
 * damaged: it recognises nobody, and what is fetched in its place must not be older.
 */
export interface UnreadableList {
  readonly problem: Problem;
  readonly seq: number;
  /** Of the stored sequence, as its operator named it; undefined where that cannot be read either. */
  readonly freshness: Freshness | undefined;
  /** As `ListState.clock`. */
  readonly clock: number;
}

/** Of what was verified before it was stored. */
export function readStored(
  stored: StoredList | undefined,
  clock: number,
): { readonly list?: HeldList; readonly unreadable?: UnreadableList } {
  if (!stored) return {};
  try {
    return { list: holdStored(stored, clock) };
  } catch (error) {
    const found =
      error instanceof VerificationError
        ? error.problem
        : problem('list_invalid', { params: { where: 'as stored', what: 'cannot be read' } });
    return { unreadable: { problem: found, seq: stored.seq, freshness: readFreshness(stored), clock } };
  }
}

function holdStored({ document, freshness }: StoredList, clock: number): HeldList {
  const { list, digest } = parseRecognitionList(JSON.parse(document));
  const { seq, anchor, quorum } = list;
  const fresh = parseFreshness(JSON.parse(freshness)).freshness;
  const state: ListState = { anchor, seq, digest, quorum, list: headOf(list), freshness: fresh, clock };
  return { state, shared: shareList(state, list) };
}

function readFreshness({ freshness }: StoredList): Freshness | undefined {
  try {
    return parseFreshness(JSON.parse(freshness)).freshness;
  } catch {
    return undefined;
  }
}

/** @throws VerificationError `list_clock_set_back` */
export function requireClock({ clock }: UnreadableList, now: Date): void {
  if (now.getTime() < clock - CLOCK_TOLERANCE) throw new VerificationError(problem('list_clock_set_back'));
}

/**
 * A list that cannot be read is fetched as if for the first time, and yet nobody can bring an older one by it.
 *
 * @throws VerificationError `list_seq_lower`, `list_forked`, `list_freshness_older`
 */
export function requireNotOlder(found: ListState, { seq, freshness }: UnreadableList): void {
  if (found.seq < seq) {
    throw new VerificationError(problem('list_seq_lower', { params: { seq: found.seq, known: seq } }));
  }
  if (found.seq === seq && found.digest !== freshness?.digest) {
    throw new VerificationError(problem('list_forked', { params: { seq } }));
  }
  if (freshness && Date.parse(found.freshness.issued) < Date.parse(freshness.issued)) {
    throw new VerificationError(problem('list_freshness_older'));
  }
}
