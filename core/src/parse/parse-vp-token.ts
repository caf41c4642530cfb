import { problem, VerificationError } from '../problem.ts';
import { asList, isJsonObject } from './json-object.ts';

/**
 * A wallet's answer: presentations by the id of the query they answer, as in OpenID4VP 1.0 §8.1;
 * or one presentation alone, as wallets of earlier drafts send, which can answer only a single query;
 * or one that answers all queries together by the credentials in it, as in VCALM 1.0.
 */
export type PresentationInput = PresentationByQuery | { readonly together: unknown };

export type PresentationByQuery =
  { readonly presentations: ReadonlyMap<string, readonly unknown[]> } | { readonly bare: unknown };

/**
 * Reads a decoded `vp_token`. A presentation not in an array counts as an array of one.
 *
 * @throws VerificationError `presentation_malformed`, `presentation_missing`
 */
export function parseVpToken(token: unknown): PresentationByQuery {
  if (Array.isArray(token) && token.length === 1) return { bare: token[0] };
  if (!isJsonObject(token)) throw new VerificationError(problem('presentation_malformed'));
  if ('verifiableCredential' in token || 'type' in token) return { bare: token };

  const presentations = new Map(Object.entries(token).map(([queryId, answer]) => [queryId, asList(answer)]));
  if (presentations.size === 0) throw new VerificationError(problem('presentation_missing'));
  return { presentations };
}
