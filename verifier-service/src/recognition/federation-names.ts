import type { FollowedList } from './follow-lists.ts';

/** What federations call themselves, by the names of their lists; of those that were fetched. */
export const federationNames = (followed: readonly FollowedList[]): ReadonlyMap<string, string> =>
  new Map(followed.flatMap(({ pin, shared }) => (shared ? [[pin.name, shared.title] as const] : [])));
