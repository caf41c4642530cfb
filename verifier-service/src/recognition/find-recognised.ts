import {
  explainEntry,
  issuingOf,
  standingAt,
  viewList,
  type EntryStanding,
  type ListView,
  type RecognitionEntry,
  type SharedList,
} from '@coop-credentials/core';
import type { FollowedList } from './follow-lists.ts';

/** What is looked for in the lists. */
export interface RecognisedQuery {
  readonly search?: string | undefined;
  readonly state?: EntryStanding | undefined;
  /** What they may issue. */
  readonly type?: string | undefined;
  /** How many of what is found are passed over. */
  readonly from: number;
  readonly limit: number;
  readonly now: Date;
}

/** An issuer by its name, and all that it may be searched by; of a list that never changes. */
interface Card {
  readonly position: number;
  readonly name: string;
  readonly text: string;
  readonly types: readonly string[];
}

/** By the entries' own memory, which a younger freshness file keeps. */
const known = new WeakMap<object, { readonly view: ListView; readonly cards: readonly Card[] }>();
const byName = new Intl.Collator('en');

/** The issuers on these lists that fit, by name. */
export function findRecognised(
  lists: readonly FollowedList[],
  { search, state, type, from, limit, now }: RecognisedQuery,
) {
  const wanted = search?.trim().toLocaleLowerCase('en');
  const found = lists.flatMap(({ pin, shared }) => {
    if (!shared) return [];
    const { view, cards } = cardsOf(shared);
    return cards
      .filter(({ text, types }) => (!wanted || text.includes(wanted)) && (!type || types.includes(type)))
      .map(({ position, name }) => ({ list: pin.name, view, position, name }));
  });
  const fitting = state
    ? found.filter(({ view, position }) => standingAt(view.at(position), now.getTime()).standing === state)
    : found;
  fitting.sort((one, other) => byName.compare(one.name, other.name));
  const page = fitting.slice(from, from + limit);
  return {
    issuers: page.map(({ list, view, position }) => toldEntry(view.at(position), { list, title: view.title, now })),
    total: fitting.length,
  };
}

function cardsOf(shared: SharedList) {
  const cached = known.get(shared.offsets);
  if (cached) return cached;
  const view = viewList(shared);
  const cards: Card[] = [];
  for (let position = 0; position < view.count; position += 1) {
    const entry = view.at(position);
    const issuing = issuingOf(entry);
    if (!issuing) continue;
    const { id, name, legalName = '', url = '', sameAs } = entry;
    const text = [id, name, legalName, url, ...sameAs].join('\n').toLocaleLowerCase('en');
    cards.push({ position, name, text, types: issuing.credentialTypes });
  }
  const made = { view, cards };
  known.set(shared.offsets, made);
  return made;
}

function toldEntry(
  entry: RecognitionEntry,
  { list, title, now }: { readonly list: string; readonly title: string; readonly now: Date },
) {
  const { id, name, legalName, url, image, sameAs, formerIds, validFrom, validUntil, evidence, decision, status } =
    entry;
  const { standing, since } = standingAt(entry, now.getTime());
  const issuing = issuingOf(entry);
  return {
    ...{ list, id, name },
    ...(legalName !== undefined && { legalName }),
    ...(url !== undefined && { url }),
    ...(image !== undefined && { logo: image }),
    ...(sameAs.length > 0 && { sameAs }),
    ...(formerIds.length > 0 && { formerIds }),
    types: issuing?.credentialTypes ?? [],
    ...(issuing && issuing.onBehalfOf.length > 0 && { onBehalfOf: issuing.onBehalfOf.length }),
    state: standing,
    ...(since !== undefined && { since }),
    ...(status.state === standing && status.state !== 'active' && status.reason && { stateReason: status.reason }),
    validFrom,
    ...(validUntil !== undefined && { validUntil }),
    reason: explainEntry(entry, title, now.getTime()),
    ...{ evidence, decision },
  };
}
