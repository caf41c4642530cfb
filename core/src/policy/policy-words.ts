import english from '../../messages/en.json' with { type: 'json' };
import type { CredentialType } from '../profile/terms.ts';
import { parseDuration } from './duration.ts';

type Named<Names extends string> = Readonly<Record<Names, string>>;

/** Written out, and not taken from the messages: whoever imports our types has not to import our JSON. */
type PolicySentences = Named<
  'summary' | 'summaryOfName' | 'nobody' | 'verbs' | 'alternatives' | 'also' | 'membersOfKind' | 'list' | 'federation'
> &
  Named<'otherCoops' | 'grace' | 'sameDevice'> & {
    readonly who: Named<CredentialType>;
    readonly shown: Named<CredentialType>;
    readonly limit: Named<'once' | 'often' | 'programme'>;
    readonly asks: Named<CredentialType | 'claim' | 'claimWithValues' | 'maxAge' | 'takenBack'>;
  };

/** The sentences about a policy, and what claims are called. A translation has the same shape. */
export interface PolicyWords {
  readonly policy: PolicySentences;
  readonly element: { readonly claims: Readonly<Record<string, string>> };
  /** The names of federations, by the names that policies have for their lists. */
  readonly federations?: ReadonlyMap<string, string>;
  /** BCP 47, for numbers and lists. */
  readonly language: string;
}

export const englishWords: PolicyWords = { ...english, language: 'en' };

/** A list, by the federation whose it is, where that is known. */
export function sayFederation(list: string, { policy, federations }: PolicyWords): string {
  const name = federations?.get(list);
  return name === undefined ? fill(policy.list, { name: list }) : fill(policy.federation, { name });
}

/** All at once, so that braces and dollars of an admin's text stay as they are. */
export const fill = (text: string, params: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));

/** `worker and consumer`, or `worker or consumer`. */
export const sayList = (items: readonly string[], language: string, type: 'conjunction' | 'disjunction'): string =>
  new Intl.ListFormat(language, { type }).format(items);

/** `P30D` as `30 days`, `P1Y6M` as `1 year and 6 months`. */
export function sayDuration(text: string, language: string): string {
  const duration = parseDuration(text);
  if (!duration) throw new TypeError('not an ISO 8601 duration');
  const seconds = Math.floor(duration.milliseconds / 1_000);
  const parts = [
    [duration.years, 'year'],
    [duration.months, 'month'],
    [duration.days, 'day'],
    [Math.floor(seconds / 3_600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    );
  return sayList(said, language, 'conjunction');
}
