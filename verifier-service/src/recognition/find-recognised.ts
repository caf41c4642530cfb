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

/** An issuer by its name, and all that it may be found by without reading it; of a list that never changes. */
interface Card {
  readonly position: number;
  readonly name: string;
  readonly text: string;
  readonly types: readonly string[];
  readonly stands: Pick<RecognitionEntry, 'status' | 'validFrom' | 'validUntil'>;
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
  const fitting = lists.flatMap(({ pin, shared }) => {
    if (!shared) return [];
    const { view, cards } = cardsOf(shared);
    return cards
      .filter(({ text, types }) => (!wanted || text.includes(wanted)) && (!type || types.includes(type)))
      .filter((card) => !state || standingOf(card, now) === state)
      .map(({ position, name }) => ({ list: pin.name, view, position, name }));
  });
  if (lists.length > 1) fitting.sort((one, other) => byName.compare(one.name, other.name));
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
    const { id, name, legalName = '', url = '', sameAs, status, validFrom, validUntil } = entry;
    const text = [id, name, legalName, url, ...sameAs].join('\n').toLocaleLowerCase('en');
    const stands = { status, validFrom, ...(validUntil !== undefined && { validUntil }) };
    cards.push({ position, name, text, types: issuing.credentialTypes, stands });
  }
  cards.sort((one, other) => byName.compare(one.name, other.name));
  const made = { view, cards };
  known.set(shared.offsets, made);
  return made;
}

const MINUTE = 60_000;
const stood = new WeakMap<Card, { readonly minute: number; readonly standing: EntryStanding }>();

/** Looked at once a minute: entries begin and end by themselves, and reading the times of ten thousand takes a while. */
function standingOf(card: Card, now: Date): EntryStanding {
  const minute = Math.floor(now.getTime() / MINUTE);
  const known = stood.get(card);
  if (known?.minute === minute) return known.standing;
  const { standing } = standingAt(card.stands, now.getTime());
  stood.set(card, { minute, standing });
  return standing;
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
