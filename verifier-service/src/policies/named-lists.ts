import type { Policy } from '@coop-credentials/core';

export interface NamedList {
  readonly list: string;
  /** A policy that counts on it. */
  readonly policy: string;
}

/** The recognition lists that policies name, each once. */
export function namedLists(policies: readonly Policy[]): readonly NamedList[] {
  const found = policies.flatMap(({ id: policy, accept }) =>
    accept.flatMap(({ require }) => require.flatMap(({ issuers }) => issuers.lists.map((list) => ({ list, policy })))),
  );
  return [...new Map(found.map((one) => [one.list, one])).values()];
}
