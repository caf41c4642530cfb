import type { ListView } from '../recognition/list-index.ts';
import type { RecognitionEntry } from '../recognition/list-shape.ts';
import type { IssuerPolicy } from './policy-schema.ts';

/**
 * The DID that the pseudonyms of an issuer's members are made of: the first that it had, as its entries tell, or its own.
 *
 * Nobody is asked whether a former DID was theirs. So none counts that is somebody's here: that the site allows, that has
 * an entry on any of the policy's lists, however that stands, or that another entry says it had. Two co-ops of one DID
 * would give two people one pseudonym. Within one list the trustees are kept from it (`parse-list.ts`).
 */
export function firstIdOf(
  issuer: string,
  entries: readonly RecognitionEntry[],
  { allow, views }: Pick<IssuerPolicy, 'allow'> & { readonly views: readonly (ListView | 'unavailable' | undefined)[] },
): string {
  const isTheirs = (did: string): boolean =>
    allow.every(({ id }) => id !== did) &&
    views.every((view) => {
      if (view === undefined || view === 'unavailable') return true;
      const { id = issuer } = view.find(did) ?? view.findFormer(did) ?? {};
      return id === issuer;
    });
  return entries.flatMap(({ formerIds }) => formerIds.slice(0, 1)).find(isTheirs) ?? issuer;
}
