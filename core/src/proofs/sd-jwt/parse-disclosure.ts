import { decodeBase64url } from '../../identifiers/base64url.ts';
import { requireKeyAllowed } from '../../parse/forbidden-keys.ts';
import type { Limits } from '../../parse/limits.ts';
import { walkWithin } from '../../parse/walk-within.ts';
import { problem, VerificationError } from '../../problem.ts';
import { decodeJson } from './parse-jws.ts';

/** What a disclosure discloses: a member of an object where it has a name, else an item of an array. */
export interface Disclosure {
  readonly name?: string;
  readonly value: unknown;
}

/** Names that mean something to an SD-JWT itself (RFC 9901 §4.2.1, §4.1.1). */
export const reservedNames: readonly string[] = ['_sd', '...', '_sd_alg'];

/**
 * Reads one disclosure (RFC 9901 §4.2): `[salt, name, value]`, or `[salt, value]` for an item of an array.
 *
 * @throws VerificationError `disclosure_malformed`, `document_key_forbidden`, and those of `walkWithin`
 */
export function parseDisclosure(text: string, limits: Limits): Disclosure {
  const bytes = decodeBase64url(text);
  const decoded = bytes && decodeJson(bytes);
  if (!Array.isArray(decoded)) throw disclosureMalformed('it is no array');
  walkWithin(decoded, limits, 'message');
  const [salt, ...rest] = decoded as readonly unknown[];
  if (typeof salt !== 'string') throw disclosureMalformed('its salt is no text');
  if (rest.length === 1) return { value: rest[0] };
  const [name, value, ...more] = rest;
  if (rest.length === 0 || more.length > 0) throw disclosureMalformed('it has too many or too few members');
  if (typeof name !== 'string' || reservedNames.includes(name)) throw disclosureMalformed('its name is none');
  requireKeyAllowed(name, 'message', limits);
  return { name, value };
}

/** `detail` is ours, nothing of the disclosure. */
export const disclosureMalformed = (detail: string): VerificationError =>
  new VerificationError(problem('disclosure_malformed', { detail }));
