import type { SiteRecognition } from '@coop-credentials/core/wallet';
import messages from '@coop-credentials/core/messages/en.json' with { type: 'json' };
import { askedClaims } from './asked-questions.ts';
import { day, hostOf, readCard, type Card } from './card.ts';
import { durationText } from './duration-text.ts';
import { element, facts } from './element.ts';
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

/** These kinds of cards are shown whole or not at all, so the wallet says what that is. */
export function sharedWith(card: Card): HTMLElement {
  const { coOp, coopType, issuer, kind, since, number, from, until, further, isBadge, canBeTakenBack } = readCard(card);
  const along = [
    ...(coopType === undefined ? [] : [claimNames.coopType]),
    ...(since ? [`that you joined in ${since}`] : []),
    ...(isBadge ? ['the badge’s name and description'] : []),
    ...further.map((name) => `“${name}”`),
    ...(from ? [`the day it was issued (${day(from)})`] : []),
    ...(until ? [`the end date (${day(until)})`] : []),
    ...(canBeTakenBack ? ['where to look whether your co-op has taken it back'] : []),
    'your wallet’s key',
  ];
  return element(
    'div',
    {},
    element('h2', {}, 'What will be shared'),
    element(
      'ul',
      {},
      element('li', {}, `${sentence(claimNames.memberOf)}: ${coOp}, signed by ${hostOf(issuer)}`),
      element('li', {}, `${sentence(claimNames.membershipClass)}: ${kind.toLowerCase()}`),
      number !== undefined && element('li', {}, sentence(claimNames.membershipId)),
    ),
    element('p', {}, `A card like this is shown whole, so these go along: ${new Intl.ListFormat('en').format(along)}.`),
    element('p', {}, further.length > 0 ? 'Your co-op is not told.' : 'Not your name. Your co-op is not told.'),
  );
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
