import type { IssuerPolicy, Policy, Requirement } from './policy-schema.ts';
import { fill, sayFederation, sayList, type PolicyWords } from './policy-words.ts';

/** More names than this make a sentence that nobody reads. */
const MOST_NAMES = 3;

/** `worker and consumer members of Harvest Co-op`, over all alternatives; undefined where nobody is welcome. */
export function describeWho({ accept }: Policy, words: PolicyWords): string | undefined {
  const alternatives = accept.flatMap(({ require }) => describeAlternative(require, words) ?? []);
  return [...new Set(alternatives)].reduceRight<string | undefined>(
    (rest, first) => (rest === undefined ? first : fill(words.policy.alternatives, { first, rest })),
    undefined,
  );
}

/** All of an alternative are needed: where one has no issuer, nobody can answer it. */
function describeAlternative(require: readonly Requirement[], words: PolicyWords): string | undefined {
  const { policy: said, language } = words;
  const issuers = require.map((requirement) => sayIssuers(requirement.issuers, words));
  const [first, ...others] = require;
  if (!first || issuers.some((names) => names === undefined)) return undefined;
  const who = describeHolders(first, issuers[0] ?? '', words);
  if (others.length === 0) return who;
  const shown = others.map(({ type }, index) => fill(said.shown[type], { issuers: issuers[index + 1] ?? '' }));
  return fill(said.also, { who, others: sayList(shown, language, 'conjunction') });
}

function describeHolders({ type, claims }: Requirement, issuers: string, { policy, language }: PolicyWords): string {
  const kinds = claims.find(({ path }) => path.length === 1 && path[0] === 'membershipClass')?.values;
  if (type !== 'CoopMembershipCredential' || !kinds) return fill(policy.who[type], { issuers });
  return fill(policy.membersOfKind, { kinds: sayList(kinds.map(String), language, 'conjunction'), issuers });
}

function sayIssuers({ lists, allow, deny }: IssuerPolicy, words: PolicyWords): string | undefined {
  const { policy, language } = words;
  const denied = new Set(deny.map(({ id }) => id));
  const names = allow.filter(({ id }) => !denied.has(id)).map(({ name }) => name);
  const shown = names.length > MOST_NAMES + 1 ? names.slice(0, MOST_NAMES) : names;
  const others = names.length - shown.length;
  const all = [
    ...shown,
    ...(others > 0 ? [fill(policy.otherCoops, { count: new Intl.NumberFormat(language).format(others) })] : []),
    ...lists.map((name) => sayFederation(name, words)),
  ];
  return all.length > 0 ? sayList(all, language, 'conjunction') : undefined;
}
