import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../parse/json-object.ts';
import type { Limits } from '../../parse/limits.ts';
import { problem, VerificationError } from '../../problem.ts';
import { parseDisclosure, disclosureMalformed, reservedNames, type Disclosure } from './parse-disclosure.ts';

/** Hashes by their IANA names, as `_sd_alg` has them (RFC 9901 §4.1.1). */
const hashes: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512' };

/** What an issuer of an SD-JWT VC says to every verifier or not at all, with all that is in it (SD-JWT VC §2.2.2). */
const alwaysOpen = ['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status'];

/** The digest of a text in base64url, by the hash that the issuer chose. */
export type Digest = (text: string) => string;

/** @throws VerificationError `disclosure_malformed` for a hash that we do not know: unknown means no */
export function digestOf({ _sd_alg: name = 'sha-256' }: JsonObject): Digest {
  const hash = typeof name === 'string' && Object.hasOwn(hashes, name) ? hashes[name] : undefined;
  if (hash === undefined) throw disclosureMalformed('its digests are of an unknown kind');
  return (text) => createHash(hash).update(text).digest('base64url');
}

/**
 * The payload with everything in its place that was disclosed (RFC 9901 §7.1, steps 3 to 5). Believe it only when the
 * issuer's signature over `payload` holds.
 *
 * Each disclosure stands for one digest that the issuer signed, and each digest stands once: what was altered, made up
 * or repeated is refused, never left out.
 *
 * @throws VerificationError `disclosure_not_signed`, `disclosure_malformed`, and limits
 */
export function disclose(payload: JsonObject, disclosures: readonly string[], limits: Limits): JsonObject {
  const digest = digestOf(payload);
  const given = new Map<string, Disclosure>();
  for (const text of disclosures) {
    const key = digest(text);
    if (given.has(key)) throw disclosureMalformed('it is there twice');
    given.set(key, parseDisclosure(text, limits));
  }

  const { _sd_alg: _, ...said } = payload;
  const used = new Set<string>();
  const revealed = revealObject(said, { given, seen: new Set(), used, limits }, 1);
  if (used.size < given.size) throw new VerificationError(problem('disclosure_not_signed'));
  return revealed;
}

interface Revealing {
  readonly given: ReadonlyMap<string, Disclosure>;
  /** Every digest met, disclosed or not. */
  readonly seen: Set<string>;
  readonly used: Set<string>;
  readonly limits: Limits;
}

function revealValue(value: unknown, revealing: Revealing, depth: number): unknown {
  if (depth > revealing.limits.depth + 2) {
    throw new VerificationError(problem('document_too_deep', { params: { max: revealing.limits.depth } }));
  }
  if (Array.isArray(value)) return value.flatMap((item) => revealItem(item, revealing, depth + 1));
  return isJsonObject(value) ? revealObject(value, revealing, depth) : value;
}

function revealObject(object: JsonObject, revealing: Revealing, depth: number): JsonObject {
  const { _sd: digests = [], ...open } = object;
  if (reservedNames.some((name) => Object.hasOwn(open, name))) throw disclosureMalformed('a reserved name is used');
  if (!Array.isArray(digests)) throw disclosureMalformed('its digests are no list');

  const members = Object.entries(open).map(([name, value]) => {
    const isOpen = depth === 1 && alwaysOpen.includes(name);
    return [name, revealValue(value, isOpen ? { ...revealing, given: new Map() } : revealing, depth + 1)] as const;
  });
  const disclosed = (digests as readonly unknown[]).flatMap((digest) => {
    const found = take(digest, revealing);
    if (!found) return [];
    const { name, value } = found;
    if (name === undefined) throw disclosureMalformed('an item stands where a member should');
    if (Object.hasOwn(open, name)) throw disclosureMalformed('it says again what is said already');
    if (depth === 1 && alwaysOpen.includes(name)) throw disclosureMalformed('this claim is never disclosed');
    return [[name, revealValue(value, revealing, depth + 1)] as const];
  });
  if (new Set(disclosed.map(([name]) => name)).size < disclosed.length) throw disclosureMalformed('two have one name');
  return Object.fromEntries([...members, ...disclosed]);
}

/** One item, or none where it is not disclosed. */
function revealItem(item: unknown, revealing: Revealing, depth: number): unknown[] {
  if (!isJsonObject(item) || !Object.hasOwn(item, '...')) return [revealValue(item, revealing, depth)];
  if (Object.keys(item).length > 1) throw disclosureMalformed('an item has more than its digest');
  const found = take(item['...'], revealing);
  if (!found) return [];
  if (found.name !== undefined) throw disclosureMalformed('a member stands where an item should');
  return [revealValue(found.value, revealing, depth)];
}

/** What stands for a digest, once in all the token; undefined where it is kept back, or a decoy. */
function take(digest: unknown, { given, seen, used }: Revealing): Disclosure | undefined {
  if (typeof digest !== 'string') throw disclosureMalformed('a digest is no text');
  if (seen.has(digest)) throw disclosureMalformed('a digest is there twice');
  seen.add(digest);
  const found = given.get(digest);
  if (found) used.add(digest);
  return found;
}
