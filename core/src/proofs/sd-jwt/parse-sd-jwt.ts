import type { Limits } from '../../parse/limits.ts';
import { problem, VerificationError } from '../../problem.ts';
import { malformed, parseJws, type Jws } from './parse-jws.ts';

/** An SD-JWT as it arrived: within the limits, not yet believed. */
export interface SdJwt {
  /** What the issuer signed. */
  readonly issued: Jws;
  /** As they came: their digests are over these very texts. */
  readonly disclosures: readonly string[];
  /** What the holder signed for the request. */
  readonly binding?: Jws;
  /** All but the key binding, up to the last tilde: what the holder's `sd_hash` is over. */
  readonly presented: string;
}

/**
 * Takes a compact SD-JWT apart, with or without key binding (RFC 9901 §4): the issuer's token, disclosures, and what
 * follows the last tilde.
 *
 * @throws VerificationError `body_too_large`, `token_malformed`, `document_too_many_items`, and those of `walkWithin`
 */
export function parseSdJwt(text: string, limits: Limits): SdJwt {
  if (text.length > limits.bytes)
    throw new VerificationError(problem('body_too_large', { params: { max: limits.bytes } }));
  const [issued, ...rest] = text.split('~') as [string, ...string[]];
  const binding = rest.pop();
  if (binding === undefined) throw malformed('it does not end in a tilde or a key binding');
  if (rest.length > limits.items) {
    throw new VerificationError(problem('document_too_many_items', { params: { max: limits.items } }));
  }
  return {
    issued: parseJws(issued, limits),
    disclosures: rest,
    presented: text.slice(0, text.lastIndexOf('~') + 1),
    ...(binding !== '' && { binding: parseJws(binding, limits) }),
  };
}

/** Whether a text is to be read as an SD-JWT rather than as anything else. */
export const isSdJwt = (input: unknown): input is string => typeof input === 'string' && input.includes('~');
