import type { IssuedSdJwt, SignedCredential } from '@coop-credentials/core/profile';
import { button, element, facts } from './element.ts';
import { readMembership, readToken } from './read-membership.ts';

/** A membership as the wallet keeps it. */
export type Card = WholeCard | SelectiveCard;

interface Kept {
  /** One card a co-op and kind: a renewed membership replaces the old one. */
  readonly id: string;
  /** Milliseconds since 1970: cards are shown in the order in which they came. */
  readonly addedAt: number;
}

/** It is shown whole or not at all. */
export interface WholeCard extends Kept {
  readonly credential: SignedCredential;
}

/** It shows what is asked for, and keeps the rest to itself. */
export interface SelectiveCard extends Kept {
  readonly token: string;
  readonly said: IssuedSdJwt;
}

export const isSelective = (card: Card): card is SelectiveCard => 'token' in card;

const read = (card: Card) => (isSelective(card) ? readToken(card.said.claims) : readMembership(card.credential));

export const issuerOf = (card: Card): string => read(card).issuer;

/** What the card says, as people read it. */
export function readCard(card: Card) {
  const { coOp, membershipClass, memberSince, membershipId, ...others } = read(card);
  return {
    ...others,
    coOp: typeof coOp.name === 'string' ? coOp.name : 'A co-op',
    coOpId: coOp.id,
    kind: kindNames[String(membershipClass)] ?? 'Member',
    since: textOf(memberSince),
    number: textOf(membershipId),
  };
}

const kindNames: Readonly<Record<string, string>> = {
  consumer: 'Consumer member',
  resident: 'Resident member',
  worker: 'Worker member',
};
const textOf = (value: unknown) => (value === undefined ? undefined : String(value));

export const day = (date: Date): string => new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(date);

/** The website behind a `did:web`: the part of an issuer's name that it cannot invent. */
export const hostOf = (did: string): string =>
  did.startsWith('did:web:') ? decodeURIComponent(did.split(':')[2] ?? '') : did;

/** Why a site may refuse the card, as far as the wallet can see. */
export function doubts(card: Card, ownDid: string): readonly string[] {
  const { until, holder, coOpId, issuer, coOp } = readCard(card);
  return [
    ...(until && until < new Date() ? [`Ended on ${day(until)}`] : []),
    ...(holder !== ownDid ? ['Issued to another wallet'] : []),
    ...(coOpId !== issuer ? [`Signed by ${hostOf(issuer)}, which is not ${coOp}`] : []),
  ];
}

/** The card as a card. */
export function cardView(card: Card, ownDid: string, remove?: () => Promise<void>): HTMLElement {
  const { coOp, issuer, kind, since, until } = readCard(card);
  const title = element('h2', {}, coOp);
  return element(
    'article',
    { class: `membership colour-${colourOf(issuer)}` },
    element('p', { class: 'kind' }, kind),
    title,
    element('p', { class: 'host' }, hostOf(issuer)),
    isSelective(card) && element('p', { class: 'selective' }, 'Shows only what is asked'),
    facts([...(since ? [['Since', since] as const] : []), ...(until ? [['Until', day(until)] as const] : [])]),
    doubts(card, ownDid).map((doubt) => element('p', { class: 'doubt' }, doubt)),
    remove &&
      labelled(
        button('Remove', 'quiet', remove),
        `Remove the ${coOp} card${isSelective(card) ? ' that shows only what is asked' : ''}`,
      ),
  );
}

function labelled(made: HTMLButtonElement, label: string): HTMLButtonElement {
  made.setAttribute('aria-label', label);
  return made;
}

/** One of a few colours, always the same for the same issuer. */
function colourOf(issuer: string): number {
  return [...issuer].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 997, 7) % 4;
}
