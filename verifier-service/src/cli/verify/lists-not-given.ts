import type { VerifyOptions } from './verify-options.ts';

/** The options that would give the recognition lists which the policy goes by, and which nobody gave. */
export function listsNotGiven({ policy, lists }: Pick<VerifyOptions, 'policy' | 'lists'>): readonly string[] {
  const named = policy?.accept.flatMap(({ require }) => require.flatMap(({ issuers }) => issuers.lists)) ?? [];
  return [...new Set(named)].filter((name) => !lists.has(name)).map((name) => `--list ${name}=FILE#ANCHOR`);
}
