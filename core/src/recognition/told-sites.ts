import { verifyingOf } from './entry-standing.ts';
import type { ListEnds } from './list-age.ts';
import { type SharedList, viewList } from './list-index.ts';
import type { RecognitionEntry } from './list-shape.ts';

/** The sites of a verified list as plain data, for where a wallet's pages judge who asks. */
export interface ToldSites extends ListEnds {
  readonly title: string;
  readonly anchor: string;
  readonly seq: number;
  readonly digest: string;
  /** The latest look, in milliseconds: nothing is younger than it. */
  readonly clock: number;
  readonly sites: readonly RecognitionEntry[];
}

/**
 * Takes the sites out of a list, which may name thousands of co-ops besides. Keys in other hands are told whomever they
 * belonged to: another list may still recognise a site by one.
 */
export function tellSites(shared: SharedList): ToldSites {
  const { title, anchor, seq, digest, freshUntil, usableUntil, clock } = shared;
  const view = viewList(shared);
  const entries = Array.from({ length: view.count }, (_, position) => view.at(position));
  const sites = entries.filter((entry) => verifyingOf(entry) ?? entry.status.state === 'compromised');
  return { title, anchor, seq, digest, freshUntil, usableUntil, clock, sites };
}
