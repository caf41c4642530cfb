import type { SiteRecognition } from '@coop-credentials/core/wallet';
import messages from '@coop-credentials/core/messages/en.json' with { type: 'json' };
import { askedClaims } from './asked-questions.ts';
import { day, hostOf, isSelective, readCard, type Card, type SelectiveCard } from './card.ts';
import { durationText } from './duration-text.ts';
import { element, facts } from './element.ts';
import type { Answerable } from './match-cards.ts';
import type { AskedRequest } from './request.ts';

/** What a site's own page calls them, in the same order: two lists that differ would make people wonder. */
const { asking, claims: claimNames } = messages.element;

/** What a list calls the site; where none does, the website that signed. A name that only the request has is a claim. */
export function nameOf({ siteName, vouchedOrigin }: AskedRequest, recognition: SiteRecognition): string {
  if (recognition.recognised) return recognition.name;
  return vouchedOrigin === undefined ? siteName : new URL(vouchedOrigin).host;
}

/** Who asks, recognised by whom, what for, for how long, and for what. */
export function whoAsks(request: AskedRequest, recognition: SiteRecognition): HTMLElement {
  const { vouchedOrigin, responseUri, siteName, purpose, grantFor, matchCode, query } = request;
  const asked = new Set(askedClaims(query));
  const named = Object.entries(claimNames).flatMap(([claim, name]) => (asked.delete(claim) ? name : []));
  const lasts = durationText(grantFor);
  return element(
    'section',
    { class: 'card' },
    vouchedOrigin === undefined
      ? element(
          'p',
          { class: 'warning' },
          element('strong', {}, 'Not recognised. '),
          `Nobody signed this request. The name “${siteName}” may be invented; the answer would go to ${new URL(responseUri).host}. Share only if you came here from a site you trust.`,
        )
      : element(
          'p',
          { class: 'vouched' },
          'Checked: this request is signed by the website ',
          element('strong', {}, new URL(vouchedOrigin).host),
          '.',
        ),
    vouchedOrigin !== undefined && recognisedBy(request, recognition),
    facts([
      ...(purpose ? [[asking.purpose, purpose] as const] : []),
      [asking.shares, new Intl.ListFormat('en').format([...named, ...asked]) || 'your membership'],
      ...(lasts ? [[asking.duration, lasts] as const] : []),
    ]),
    matchCode !== undefined &&
      element(
        'p',
        { class: 'match' },
        'The other screen must show the number ',
        element('strong', {}, matchCode),
        '. If it shows another one, or none, do not share.',
      ),
  );
}

/** By this wallet's own lists: the request may say what it likes. */
function recognisedBy({ siteName }: AskedRequest, recognition: SiteRecognition): HTMLElement {
  if (recognition.recognised) {
    const name = element('strong', {}, `${recognition.name}. `);
    return element('p', { class: 'vouched recognised' }, name, recognition.reason);
  }
  return element(
    'p',
    { class: 'warning' },
    element('strong', {}, 'Not recognised. '),
    `${recognition.reason} It calls itself “${siteName}”. Share only if you came here from a site you trust.`,
    element('span', { class: 'code' }, ` (${recognition.code})`),
  );
}

/** What leaves the wallet: of most cards everything there is on them, so the wallet says what that is. */
export function sharedWith({ card, shown }: Answerable): HTMLElement {
  const { coOp, issuer, kind, number, further } = readCard(card);
  const isShown = (claim: string) => shown?.includes(claim) ?? true;
  return element(
    'div',
    {},
    element('h2', {}, 'What will be shared'),
    element(
      'ul',
      {},
      isShown('memberOf') &&
        element('li', {}, `${sentence(claimNames.memberOf)}: ${coOp}, signed by ${hostOf(issuer)}`),
      isShown('membershipClass') && element('li', {}, `${sentence(claimNames.membershipClass)}: ${kind.toLowerCase()}`),
      number !== undefined && isShown('membershipId') && element('li', {}, sentence(claimNames.membershipId)),
    ),
    isSelective(card) && keptBack(card, isShown),
    element(
      'p',
      {},
      `${isSelective(card) ? 'These go along with any card' : 'A card like this is shown whole, so these go along'}: ${list(goesAlong(card, isShown))}.`,
    ),
    element('p', {}, further.some(isShown) ? 'Your co-op is not told.' : 'Not your name. Your co-op is not told.'),
  );
}

/** What else a card says, apart from what stands in the list above. */
function furtherFacts(card: Card): readonly { readonly claim: string; readonly text: string }[] {
  const { coopType, since, further } = readCard(card);
  return [
    ...(coopType === undefined ? [] : [{ claim: 'coopType', text: claimNames.coopType }]),
    ...(since ? [{ claim: 'memberSince', text: `that you joined in ${since}` }] : []),
    ...further.map((claim) => ({ claim, text: `“${claim}”` })),
  ];
}

function goesAlong(card: Card, isShown: (claim: string) => boolean): readonly string[] {
  const { from, until, isBadge, canBeTakenBack } = readCard(card);
  return [
    ...furtherFacts(card).flatMap(({ claim, text }) => (isShown(claim) ? text : [])),
    ...(isBadge ? ['the badge’s name and description'] : []),
    ...(from ? [`the day it was issued (${day(from)})`] : []),
    ...(until ? [`the end date (${day(until)})`] : []),
    ...(canBeTakenBack ? ['where to look whether your co-op has taken it back'] : []),
    'your wallet’s key',
  ];
}

function keptBack(card: SelectiveCard, isShown: (claim: string) => boolean): HTMLElement | undefined {
  const { number } = readCard(card);
  const kept = [
    ...furtherFacts(card),
    ...(number === undefined ? [] : [{ claim: 'membershipId', text: claimNames.membershipId }]),
  ].filter(({ claim }) => !isShown(claim));
  if (kept.length === 0) return undefined;
  return element('p', { class: 'kept' }, `This card keeps to itself: ${list(kept.map(({ text }) => text))}.`);
}

const list = (texts: readonly string[]): string => new Intl.ListFormat('en').format(texts);

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
