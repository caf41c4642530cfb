import { problem, VerificationError } from '../problem.ts';
import { isSdJwt } from '../proofs/sd-jwt/parse-sd-jwt.ts';
import { presentationLimits, sdJwtLimits } from './limits.ts';
import { parseJsonWithin } from './parse-json-within.ts';
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
 * Decodes and reads a `vp_token` within the limits of a gate: 16 KiB, SD-JWTs not counted, and 64 KiB with them.
 *
 * @throws VerificationError those of `parseJsonWithin` and of `parseVpToken`
 */
export function readVpToken(text: string): PresentationByQuery {
  const input = parseVpToken(parseJsonWithin(text, sdJwtLimits));
  const presentations = 'bare' in input ? [input.bare] : [...input.presentations.values()].flat();
  const ofTokens = presentations.filter(isSdJwt).reduce((sum, token) => sum + Buffer.byteLength(token), 0);
  const max = presentationLimits.bytes;
  if (Buffer.byteLength(text) - ofTokens > max)
    throw new VerificationError(problem('body_too_large', { params: { max } }));
  return input;
}

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
