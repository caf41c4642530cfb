import * as v from 'valibot';
import { isJsonObject } from '../parse/json-object.ts';
import { problem, VerificationError } from '../problem.ts';
import { jcsHash } from './digest.ts';
import type { ListEnds } from './list-age.ts';
import { FreshnessShape, type Freshness } from './list-shape.ts';
import { timeOf } from './time-of.ts';
import { isSignedBy, readProof } from './verify-proof-set.ts';

const MINUTE = 60_000;
export const FRESH_FOR = 24 * 60 * MINUTE;
const LONGEST = 7 * FRESH_FOR;
/** Between two machines that both keep time. */
export const CLOCK_TOLERANCE = 5 * MINUTE;

/**
 * Types a freshness file. Whose it is: `checkFreshness`.
 * @throws VerificationError `list_freshness_invalid`
 */
export function parseFreshness(input: unknown): { readonly freshness: Freshness; readonly document: object } {
  const { proof: _, ...unsecured } = isJsonObject(input) ? input : {};
  const parsed = v.safeParse(FreshnessShape, unsecured);
  if (!parsed.success || !isJsonObject(input)) throw new VerificationError(problem('list_freshness_invalid'));
  const lasts = timeOf(parsed.output.validUntil) - timeOf(parsed.output.issued);
  if (lasts <= 0 || lasts > LONGEST) throw new VerificationError(problem('list_freshness_invalid'));
  return { freshness: parsed.output, document: input };
}

/** How the operator's proof names its key. */
export const operatorMethod = (operatorKey: string): string => `did:key:${operatorKey}#${operatorKey}`;

/**
 * A freshness file is by the operator that the list names. That key vouches for nothing but time: what is on the list
 * trustees sign.
 *
 * @throws VerificationError `list_freshness_invalid`
 */
export function requireOperator(document: object, operatorKey: string): void {
  const { proof: input, ...unsecured } = document as { readonly proof?: unknown };
  const proof = readFreshnessProof(input);
  const isTheirs = proof.verificationMethod === operatorMethod(operatorKey);
  if (!isTheirs || !isSignedBy(operatorKey, proof, jcsHash(unsecured))) {
    throw new VerificationError(problem('list_freshness_invalid'));
  }
}

function readFreshnessProof(input: unknown) {
  try {
    return readProof(input, undefined);
  } catch (cause) {
    throw new VerificationError(problem('list_freshness_invalid'), { cause });
  }
}

/** When what is known of a list stops being fresh, and when it stops being used at all; in milliseconds. */
export function agesOf({
  freshness,
  list,
}: {
  readonly freshness: Freshness;
  readonly list: { readonly validUntil: string };
}): ListEnds {
  const usableUntil = Math.min(timeOf(freshness.validUntil), timeOf(list.validUntil));
  return { freshUntil: Math.min(timeOf(freshness.issued) + FRESH_FOR, usableUntil), usableUntil };
}
