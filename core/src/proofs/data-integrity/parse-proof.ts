import { isDeepStrictEqual } from 'node:util';
import { parseDateTime } from '../../parse/parse-date-time.ts';
import { isPlainName } from '../../parse/plain-name.ts';
import { problem, type Problem } from '../../problem.ts';
import { signsJson } from './signs-json.ts';

/** One proof of a document, as far as we read it (VC Data Integrity 1.0 §2.1). */
export interface Proof {
  readonly id?: string;
  readonly type: string;
  readonly cryptosuite?: string;
  readonly proofPurpose: string;
  readonly verificationMethod: string;
  /** As the suite writes it: `proofValue`, or the `jws` of the suite of 2018. */
  readonly signature: string;
  readonly created?: Date;
  readonly expires?: Date;
  readonly challenge?: string;
  readonly domain?: unknown;
  /** Ids of the proofs that this one was made over. */
  readonly previousProof?: readonly string[];
  /** The proof as it was sent, which is what gets hashed. */
  readonly source: object;
}

/** One signature in base58btc, or what a derived proof holds, a signature for every statement, in base64url. */
const MULTIBASE = /^(z[1-9A-HJ-NP-Za-km-z]{1,140}|u[\w-]{1,65536})$/;
const DETACHED_JWS = /^[\w-]{1,100}\.\.[\w-]{1,100}$/;
const URL_LIKE = /^[a-zA-Z][a-zA-Z0-9+.-]*:\S+$/;

/**
 * Reads one proof. Anything but plain strings under plain names is refused: see `context_nested`. Only a proof that signs
 * the JSON itself has an `@context`, which is the document's and no other.
 *
 * @param context the `@context` of the document
 */
export function parseProof(input: unknown, context: unknown): { proof: Proof } | { problem: Problem } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { problem: problem('proof_malformed') };
  }
  const { '@context': own, ...members } = input as Readonly<Record<string, unknown>>;
  if ('@context' in input && !(signsJson(members) && isDeepStrictEqual(own, context))) {
    return { problem: problem('context_nested') };
  }
  if (!Object.keys(members).every(isPlainName)) return { problem: problem('proof_malformed') };

  const { id, type, cryptosuite, proofPurpose, verificationMethod, challenge, domain } = members;
  const [created, expires] = [readTime(members['created']), readTime(members['expires'])];
  const previousProof = readPrevious(members['previousProof']);
  const signature = readSignature(members);
  if (
    typeof type !== 'string' ||
    !isOptionalString(cryptosuite) ||
    typeof proofPurpose !== 'string' ||
    typeof verificationMethod !== 'string' ||
    signature === undefined ||
    !isOptionalString(challenge) ||
    !(id === undefined || isUrl(id)) ||
    created === 'malformed' ||
    expires === 'malformed' ||
    previousProof === 'malformed'
  ) {
    return { problem: problem('proof_malformed') };
  }
  return {
    proof: {
      ...{ id, type, cryptosuite, proofPurpose, verificationMethod, signature },
      ...{ created, expires, challenge, domain, previousProof, source: input },
    },
  };
}

const isOptionalString = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === 'string';

const isUrl = (value: unknown): value is string => typeof value === 'string' && URL_LIKE.test(value);

function readSignature({ type, proofValue, jws }: Readonly<Record<string, unknown>>): string | undefined {
  const [value, other, form] =
    type === 'Ed25519Signature2018' ? [jws, proofValue, DETACHED_JWS] : [proofValue, jws, MULTIBASE];
  if (typeof value !== 'string' || other !== undefined) return undefined;
  return form.test(value) ? value : undefined;
}

function readPrevious(value: unknown): readonly string[] | undefined | 'malformed' {
  if (value === undefined) return undefined;
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isSound = ids.length > 0 && new Set(ids).size === ids.length && ids.every((id) => typeof id === 'string');
  return isSound ? ids : 'malformed';
}

function readTime(value: unknown): Date | undefined | 'malformed' {
  if (value === undefined) return undefined;
  // Written without an offset, such a time is one in UTC (VC Data Integrity 1.0 §2.1); a credential's own is none.
  return parseDateTime(value) ?? (typeof value === 'string' ? parseDateTime(`${value}Z`) : undefined) ?? 'malformed';
}
