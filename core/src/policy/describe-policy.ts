import { askedClaims } from './asked-claims.ts';
import { describeWho } from './describe-who.ts';
import type { Policy, Requirement } from './policy-schema.ts';
import { englishWords, fill, sayDuration, sayList, type PolicyWords } from './policy-words.ts';

/** A policy in whole sentences, for the admin who writes it. */
export interface PolicyDescription {
  /** Who may do what, for how long and how often, and what is kept. */
  readonly summary: string;
  /** What a visitor is asked for, a sentence each. */
  readonly asks: readonly string[];
}

/**
 * @example
 * describePolicy(policy).summary; // "Members of Harvest Co-op may open the lounge for 30 days at a time; we keep …"
 */
export function describePolicy(policy: Policy, words: PolicyWords = englishWords): PolicyDescription {
  return { summary: summarise(policy, words), asks: asks(policy, words) };
}

function summarise(policy: Policy, words: PolicyWords): string {
  const { policy: said, language } = words;
  const who = describeWho(policy, words);
  if (who === undefined) return said.nobody;
  const duration = sayDuration(policy.grant.for, language);
  const purpose = policy.purpose.replace(/[.!\s]+$/, '');
  const deed = asDeed(purpose, words);
  const main = deed
    ? fill(said.summary, { who, purpose: deed, duration })
    : fill(said.summaryOfName, { who, purpose, duration });
  return [capitalised(main, language), ...further(policy, words)].join(' ');
}

function further({ grant, limit, crossDevice }: Policy, { policy: said, language }: PolicyWords): readonly string[] {
  const sentences: string[] = [];
  if (limit && 'programme' in limit) sentences.push(fill(said.limit.programme, { programme: limit.programme }));
  if (limit && 'count' in limit) {
    const per = sayDuration(limit.per, language);
    sentences.push(fill(limit.count === 1 ? said.limit.once : said.limit.often, { count: limit.count, per }));
  }
  if (/[1-9]/.test(grant.grace)) sentences.push(fill(said.grace, { grace: sayDuration(grant.grace, language) }));
  if (crossDevice === 'deny') sentences.push(said.sameDevice);
  return sentences;
}

function asks(policy: Policy, words: PolicyWords): readonly string[] {
  const { asks: said } = words.policy;
  const sentences = policy.accept
    .flatMap(({ require }) => require)
    .flatMap((requirement) => [said[requirement.type], ...askedOf(requirement, policy, words)]);
  return [...new Set(policy.status.required ? [...sentences, said.takenBack] : sentences)];
}

function askedOf(requirement: Requirement, policy: Policy, words: PolicyWords): readonly string[] {
  const { policy: said, element, language } = words;
  const claims = askedClaims(requirement, policy).map(({ path, values }) => {
    const name = String(path[0]);
    const claim = Object.hasOwn(element.claims, name)
      ? (element.claims[name] ?? name)
      : `“${path.filter((step) => typeof step === 'string').join(' ')}”`;
    if (!values) return fill(said.asks.claim, { claim });
    return fill(said.asks.claimWithValues, { claim, values: sayList(values.map(String), language, 'disjunction') });
  });
  if (requirement.maxAge === undefined) return claims;
  return [...claims, fill(said.asks.maxAge, { age: sayDuration(requirement.maxAge, language) })];
}

/** “Open the lounge” as `open the lounge`; undefined for a purpose that is a name, such as “Ten per cent off”. */
function asDeed(purpose: string, { policy: { verbs }, language }: PolicyWords): string | undefined {
  const [first = '', ...rest] = purpose.split(' ');
  const verb = first.toLocaleLowerCase(language);
  return rest.length > 0 && verbs.split(' ').includes(verb) ? [verb, ...rest].join(' ') : undefined;
}

const capitalised = (text: string, language: string): string =>
  text.replace(/^./u, (letter) => letter.toLocaleUpperCase(language));
