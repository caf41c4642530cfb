import type { Policy } from '@coop-credentials/core';

export interface UnreadList {
  readonly list: string;
  /** A policy that counts on it. */
  readonly policy: string;
}

/**
 * The recognition lists that policies name and this service does not read: all of them, for none are read yet. Nobody
 * is recognised by such a name, which a site should know before its members do.
 */
export function unreadLists(policies: readonly Policy[]): readonly UnreadList[] {
  const found = policies.flatMap(({ id: policy, accept }) =>
    accept.flatMap(({ require }) => require.flatMap(({ issuers }) => issuers.lists.map((list) => ({ list, policy })))),
  );
  return [...new Map(found.map((one) => [one.list, one])).values()];
}
