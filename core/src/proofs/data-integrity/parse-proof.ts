import { parseDateTime } from '../../parse/parse-date-time.ts';
import { isPlainName } from '../../parse/plain-name.ts';
import { problem, type Problem } from '../../problem.ts';

/** One proof of a document, as far as we read it (VC Data Integrity 1.0 §2.1). */
export interface Proof {
  readonly type: string;
  readonly cryptosuite?: string;
  readonly proofPurpose: string;
  readonly verificationMethod: string;
  readonly proofValue: string;
  readonly created?: Date;
  readonly expires?: Date;
  readonly challenge?: string;
  readonly domain?: unknown;
  readonly previousProof?: unknown;
  /** The proof as it was sent, which is what gets hashed. */
  readonly source: object;
}

/** base58btc or base64url of 64 bytes is far shorter; a longer one is not even decoded. */
const MAX_PROOF_VALUE = 128;
const MULTIBASE = /^(z[1-9A-HJ-NP-Za-km-z]+|u[\w-]+)$/;

/** Reads one proof. Anything but plain strings under plain names is refused: see `context_nested`. */
export function parseProof(input: unknown): { proof: Proof } | { problem: Problem } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { problem: problem('proof_malformed') };
  }
  if ('@context' in input) return { problem: problem('context_nested') };
  if (!Object.keys(input).every(isPlainName)) return { problem: problem('proof_malformed') };

  const { type, cryptosuite, proofPurpose, verificationMethod, proofValue, ...rest } = input as Record<string, unknown>;
  const { challenge, domain, previousProof } = rest;
  const [created, expires] = [readTime(rest.created), readTime(rest.expires)];
  if (
    typeof type !== 'string' ||
    !isOptionalString(cryptosuite) ||
    typeof proofPurpose !== 'string' ||
    typeof verificationMethod !== 'string' ||
    typeof proofValue !== 'string' ||
    !isOptionalString(challenge) ||
    created === 'malformed' ||
    expires === 'malformed' ||
    proofValue.length > MAX_PROOF_VALUE ||
    !MULTIBASE.test(proofValue)
  ) {
    return { problem: problem('proof_malformed') };
  }
  return {
    proof: {
      ...{ type, proofPurpose, verificationMethod, proofValue, domain, previousProof, source: input },
      ...(cryptosuite !== undefined && { cryptosuite }),
      ...(challenge !== undefined && { challenge }),
      ...(created && { created }),
      ...(expires && { expires }),
    },
  };
}

const isOptionalString = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === 'string';

function readTime(value: unknown): Date | undefined | 'malformed' {
  if (value === undefined) return undefined;
  return parseDateTime(value) ?? 'malformed';
}
