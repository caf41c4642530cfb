import type { RecognitionEntry, RecognitionList } from '@coop-credentials/core';
import type { ListFolder } from '../trustees/list-folder.ts';
import { sayChanges } from '../trustees/say-changes.ts';

/** One published sequence, and what it changed. */
export interface PublishedChange {
  readonly seq: number;
  readonly digest: string;
  /** ISO 8601 */
  readonly at: string;
  readonly changes: readonly string[];
  readonly list: RecognitionList;
}

/** All that was ever published, the newest first. */
export function historyOf(folder: ListFolder): readonly PublishedChange[] {
  const history: PublishedChange[] = [];
  let before: RecognitionList | undefined;
  for (let seq = 1; seq <= folder.newestSeq(); seq += 1) {
    const { list, digest } = folder.readPublished(seq);
    history.unshift({ seq, digest, at: list.validFrom, changes: sayChanges(before, list), list });
    before = list;
  }
  return history;
}

/** Each decision once, with the co-ops it was about, the newest first. */
export function decisionsOf(history: readonly PublishedChange[]) {
  const found = new Map<string, { readonly decision: RecognitionEntry['decision']; readonly names: Set<string> }>();
  for (const { list } of history) {
    for (const { decision, name } of list.credentialSubject) {
      const key = `${decision.date} ${decision.id} ${decision.body}`;
      const known = found.get(key) ?? { decision, names: new Set<string>() };
      known.names.add(name);
      found.set(key, known);
    }
  }
  return [...found].sort(([one], [other]) => other.localeCompare(one, 'en')).map(([, decided]) => decided);
}
