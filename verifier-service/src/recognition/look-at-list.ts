import {
  clockAfter,
  problem,
  renewShared,
  shareList,
  updateList,
  VerificationError,
  type ListFetch,
  type ListSource,
} from '@coop-credentials/core';
import type { LookOutcome, StoredList } from '../store/recognition-list-store.ts';
import { requireClock, requireNotOlder, type HeldList, type UnreadableList } from './stored-list.ts';

export interface LookOptions {
  readonly anchor: string;
  readonly source: ListSource;
  readonly held: HeldList | undefined;
  /** Instead of it, where what is stored cannot be read. */
  readonly unreadable?: UnreadableList | undefined;
  readonly now: Date;
}

export interface Look {
  readonly outcome: Omit<LookOutcome, 'etag'>;
  /** What to hold from now on; what was held before where nothing came of it. */
  readonly held: HeldList | undefined;
  /** A new sequence. */
  readonly isNews: boolean;
}

/** One look at a list. Whatever goes wrong is an outcome: what was held is kept, and the reason is told. */
export async function lookAtList({ anchor, source, held, unreadable, now }: LookOptions): Promise<Look> {
  const checkedAt = now.getTime();
  let freshness: unknown;
  const noting: ListSource = { ...source, freshness: async () => (freshness = await source.freshness()) };
  try {
    if (unreadable) requireClock(unreadable, now);
    const { state: found, news } = await updateList(noting, { anchor, known: held?.state, now });
    if (unreadable) requireNotOlder(found, unreadable);
    const state = { ...found, clock: Math.max(found.clock, unreadable?.clock ?? 0) };
    const shared = news || !held ? shareList(state, news!.list) : renewShared(held.shared, state);
    const stored = news && { seq: state.seq, document: JSON.stringify(news.document) };
    return {
      outcome: {
        clock: state.clock,
        checkedAt,
        stored: { ...stored, freshness: JSON.stringify(freshness) } as StoredList,
      },
      held: { state, shared },
      isNews: news !== undefined,
    };
  } catch (error) {
    const found = error instanceof VerificationError ? error.problem : problem('internal_error');
    if (!held) return { outcome: { clock: unreadable?.clock ?? 0, checkedAt, problem: found }, held, isNews: false };
    const state = { ...held.state, clock: clockAfter(held.state, now) };
    return {
      outcome: { clock: state.clock, checkedAt, problem: found },
      held: { state, shared: renewShared(held.shared, state) },
      isNews: false,
    };
  }
}

/** The files of a list's server; the freshness file only where it is another one than `etag` names. */
export function fetchedSource(
  url: string,
  fetchList: ListFetch,
  { etag, freshness }: { readonly etag?: string | undefined; readonly freshness?: () => Promise<unknown> },
): ListSource & { readonly newEtag: () => string | undefined } {
  const base = url.replace(/\/*$/, '/');
  let newEtag = etag;
  return {
    newEtag: () => newEtag,
    freshness: async () => {
      const file = await fetchList(`${base}fresh.json`, freshness && etag);
      if (file === 'unchanged') return freshness?.();
      newEtag = file.etag;
      return file.document;
    },
    sequence: async (seq) => {
      const file = await fetchList(`${base}${seq}.json`);
      return file === 'unchanged' ? undefined : file.document;
    },
  };
}
