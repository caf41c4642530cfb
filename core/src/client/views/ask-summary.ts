import { h } from '../create-element.ts';
import type { Ask } from '../presentation-request.ts';
import type { ViewContext } from './view.ts';

/** Names of co-ops are listed up to this many; a federation's list is not for this screen. */
const fewIssuers = 3;

/** Wallets and sites name them in this order, so that nobody wonders whether two lists are the same. */
const order = ['memberOf', 'coopType', 'membershipClass', 'memberSince', 'membershipId'];
const place = (claim: string): number => (order.includes(claim) ? order.indexOf(claim) : order.length);

/** Who asks, for what, what they see, for how long. */
export function askSummary({ catalogue, language }: ViewContext, ask: Ask): HTMLElement {
  const { asking: words, claims } = catalogue.words;
  const named: Readonly<Record<string, string>> = claims;
  const shares = ask.claims
    .toSorted((one, other) => place(one) - place(other))
    .map((claim) => (Object.hasOwn(named, claim) && named[claim]) || claim);
  const rows = [
    [words.asks, ask.site],
    [words.purpose, ask.purpose],
    [words.members, ask.issuers.length <= fewIssuers ? language.list(ask.issuers) : ''],
    [words.shares, language.list(shares)],
    [words.duration, ask.grantFor && language.duration(ask.grantFor)],
  ];
  return h(
    'dl',
    { part: 'ask' },
    ...rows.map(([name, value]) => !!value && h('div', {}, h('dt', {}, name), h('dd', {}, h('bdi', {}, value)))),
  );
}
