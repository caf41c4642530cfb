import { decodeBase64url } from '../identifiers/base64url.ts';
import { isJsonObject, type JsonObject } from '../parse/json-object.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** What a list without a word about it is kept for (Bitstring Status List 1.0 §2.2, default of `ttl`). */
const DEFAULT = 5 * MINUTE;

/**
 * For how many milliseconds a list need not be fetched again, by its own `ttl` and its end: `ttl` of the subject in
 * milliseconds (Bitstring Status List 1.0 §2.2), or of a token in seconds (Token Status List §5.1).
 *
 * Read before anything is verified: it decides only how soon the issuer's server is asked again, within a second and a
 * day.
 */
export function listLifetime(body: unknown, now: number): number {
  const { ttl, end } = typeof body === 'string' ? ofToken(body) : ofCredential(body);
  const untilEnd = end === undefined || Number.isNaN(end) ? DAY : end - now;
  return Math.min(Math.max(Math.min(ttl ?? DEFAULT, untilEnd), SECOND), DAY);
}

interface Lifetime {
  readonly ttl: number | undefined;
  readonly end: number | undefined;
}

function ofCredential(body: unknown): Lifetime {
  const credential = object(body);
  const end = credential['validUntil'] ?? credential['expirationDate'];
  const ttl = object(credential['credentialSubject'])['ttl'];
  return { ttl: positive(ttl), end: typeof end === 'string' ? Date.parse(end) : undefined };
}

function ofToken(token: string): Lifetime {
  const { ttl, exp } = object(decodePayload(token));
  const [life, end] = [positive(ttl), positive(exp)];
  return { ttl: life && life * SECOND, end: end && end * SECOND };
}

function decodePayload(token: string): unknown {
  const bytes = decodeBase64url(token.split('.')[1] ?? '');
  try {
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as unknown);
  } catch {
    return undefined;
  }
}

const object = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** A number, also as text, which JSON-LD does not tell apart. */
function positive(value: unknown): number | undefined {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
  return Number.isFinite(number) && number > 0 ? number : undefined;
}
