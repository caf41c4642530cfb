import { problem, VerificationError } from '../problem.ts';
import { checkGenesis, checkSuccessor, type KnownSequence } from './check-sequence.ts';
import { agesOf, CLOCK_TOLERANCE, parseFreshness, requireOperator } from './freshness.ts';
import { ageAt } from './list-age.ts';
import type { Freshness, RecognitionList } from './list-shape.ts';
import { parseRecognitionList } from './parse-list.ts';
import { timeOf } from './time-of.ts';

/** What a site has of a list, all of it verified; its entries are kept apart, by whoever looks them up. */
export interface ListState extends KnownSequence {
  readonly anchor: string;
  readonly list: ListHead;
  readonly freshness: Freshness;
  /** The latest time that a look was made at; it never goes back. Milliseconds. */
  readonly clock: number;
}

/** What a list says besides its entries. */
export type ListHead = Pick<RecognitionList, 'issuer' | 'validFrom' | 'validUntil'>;

/** What came of a look. */
export interface UpdatedList {
  readonly state: ListState;
  /** Where there is a new sequence: the list, and the file it came in. */
  readonly news?: { readonly list: RecognitionList; readonly document: unknown };
}

/** What a list's server has, each as decoded JSON. All of it may be anybody's. */
export interface ListSource {
  /** The operator's small file, which names the newest sequence. */
  readonly freshness: () => Promise<unknown>;
  /** The file of one sequence, which never changes. */
  readonly sequence: (seq: number) => Promise<unknown>;
}

export interface UpdateOptions {
  /** What the site trusts. */
  readonly anchor: string;
  /** What was kept of a look before. */
  readonly known?: ListState | undefined;
  readonly now: Date;
}

/**
 * Looks at what a server has of a list and walks from what is known to what is new, one sequence after the other, so that
 * nothing is skipped and each change of the quorum was decided by the one before. Which sequence is the newest is the
 * freshness file's word, so a list in the middle of being published is read as before.
 *
 * The caller keeps what it had when this throws, and tells why.
 *
 * @throws VerificationError `list_clock_set_back`, `list_other`, `list_seq_lower`, `list_forked`, `list_freshness_older`,
 *   `list_freshness_invalid`, `list_freshness_early`, `list_not_yet_valid`, `list_not_fresh`, those of
 *   `parseRecognitionList` and `checkSuccessor`, and whatever the source throws
 */
export async function updateList(source: ListSource, { anchor, known, now }: UpdateOptions): Promise<UpdatedList> {
  const time = now.getTime();
  if (known && time < known.clock - CLOCK_TOLERANCE) throw new VerificationError(problem('list_clock_set_back'));

  const { freshness, document } = parseFreshness(await source.freshness());
  if (freshness.anchor !== anchor) throw new VerificationError(problem('list_other'));
  if (known) requireNoRollback(freshness, known);

  const { news, ...at } = await walk(source, freshness, { anchor, known });
  const { list, quorum } = at;
  requireOperator(document, quorum.operatorKey);
  const latest = time + CLOCK_TOLERANCE;
  if (timeOf(freshness.issued) > latest) throw new VerificationError(problem('list_freshness_early'));
  if (timeOf(list.validFrom) > latest) throw new VerificationError(problem('list_not_yet_valid'));
  if (!known && ageAt(agesOf({ freshness, list }), time) !== 'fresh') {
    throw new VerificationError(problem('list_not_fresh'));
  }
  const state = { anchor, ...at, freshness, clock: known?.clock ?? 0 };
  return { state: { ...state, clock: clockAfter(state, now) }, ...(news && { news }) };
}

/**
 * The stored clock after a look, whatever came of it. It stops where the list is not used any more: it has expired then,
 * and no clock set back makes it young again; a clock that ran ahead by years is no reason to wait for years.
 */
export function clockAfter(state: Pick<ListState, 'clock' | 'freshness' | 'list'>, now: Date): number {
  return Math.max(state.clock, Math.min(now.getTime(), agesOf(state).usableUntil + 1));
}

/** What is older than what is known is never news, however well it is signed. */
function requireNoRollback(freshness: Freshness, known: ListState): void {
  if (freshness.seq < known.seq) {
    throw new VerificationError(problem('list_seq_lower', { params: { seq: freshness.seq, known: known.seq } }));
  }
  if (freshness.seq === known.seq && freshness.digest !== known.digest) {
    throw new VerificationError(problem('list_forked', { params: { seq: known.seq } }));
  }
  if (timeOf(freshness.issued) < timeOf(known.freshness.issued)) {
    throw new VerificationError(problem('list_freshness_older'));
  }
}

type Walked = KnownSequence & { readonly list: ListHead } & Pick<UpdatedList, 'news'>;

async function walk(
  source: ListSource,
  { seq: newest, digest }: Freshness,
  { anchor, known }: Pick<UpdateOptions, 'anchor' | 'known'>,
): Promise<Walked> {
  let at: Walked | undefined = known && pick(known);
  for (let seq = (known?.seq ?? 0) + 1; seq <= newest; seq += 1) {
    const document = await source.sequence(seq);
    const parsed = parseRecognitionList(document);
    const checked = at ? checkSuccessor(parsed, at, anchor) : checkGenesis(parsed, anchor);
    at = { ...checked, list: headOf(parsed.list), news: { list: parsed.list, document } };
  }
  if (!at || at.digest !== digest) throw new VerificationError(problem('list_forked', { params: { seq: newest } }));
  return at;
}

const pick = ({ seq, digest, quorum, list }: ListState): Walked => ({ seq, digest, quorum, list });

/** A list's own words about itself. */
export const headOf = ({ issuer, validFrom, validUntil }: RecognitionList): ListHead => ({
  issuer,
  validFrom,
  validUntil,
});
