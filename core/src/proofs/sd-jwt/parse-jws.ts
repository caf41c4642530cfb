import { decodeBase64url } from '../../identifiers/base64url.ts';
import { isJsonObject, type JsonObject } from '../../parse/json-object.ts';
import type { Limits } from '../../parse/limits.ts';
import { walkWithin } from '../../parse/walk-within.ts';
import { problem, VerificationError } from '../../problem.ts';

/** A signed token in its parts (RFC 7515 §7.1): read, not believed. */
export interface Jws {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** What was signed: the first two parts as they came. */
  readonly signed: string;
  readonly signature: Uint8Array;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Takes a compact JWS of two JSON objects apart. Each part has one spelling: base64url that decodes to the same bytes
 * as another text would let one signature stand under several tokens.
 *
 * @throws VerificationError `token_malformed`, and those of `walkWithin`
 */
export function parseJws(text: string, limits: Limits): Jws {
  const [header, payload, signature, ...more] = text.split('.').map(decodeBase64url);
  if (!header?.length || !payload?.length || !signature?.length || more.length > 0) {
    throw malformed('it has no three parts in base64url');
  }
  return {
    header: objectIn(header, limits),
    payload: objectIn(payload, limits),
    signed: text.slice(0, text.lastIndexOf('.')),
    signature,
  };
}

function objectIn(bytes: Uint8Array, limits: Limits): JsonObject {
  const value = decodeJson(bytes);
  if (!isJsonObject(value)) throw malformed('a part of it is no object in JSON');
  walkWithin(value, limits, 'message');
  return value;
}

/** JSON in UTF-8, or undefined. */
export function decodeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** `detail` is ours, nothing of the token. */
export const malformed = (detail: string): VerificationError =>
  new VerificationError(problem('token_malformed', { detail }));
