import { checkKeyBinding } from './checks/check-key-binding.ts';
import type { Resources } from './context.ts';
import { documentLimits } from './parse/limits.ts';
import { VerificationError } from './problem.ts';
import { disclose } from './proofs/sd-jwt/disclose.ts';
import { parseSdJwt } from './proofs/sd-jwt/parse-sd-jwt.ts';
import { statedKey } from './proofs/sd-jwt/stated-key.ts';
import { verifyJws } from './proofs/sd-jwt/verify-jws.ts';
import { failed, inconclusive, named, passed, type CheckOutcome, type CheckResult } from './result.ts';

/**
 * The signatures of an SD-JWT and the digests of what it discloses, and nothing else: not whose key it is, nor whether
 * the time is right.
 *
 * @throws VerificationError when it is no SD-JWT at all, or beyond the limits
 */
export async function verifyTokenProofs(
  input: string,
  now: Date,
  resources: Resources,
): Promise<readonly CheckResult[]> {
  const token = parseSdJwt(input, documentLimits);
  const { issued, disclosures, binding } = token;
  const signature = await outcomeOf(async () => verifyJws(issued, await statedKey(issued, { ...resources, now })));
  const disclosed = await outcomeOf(async () => void disclose(issued.payload, disclosures, documentLimits));
  const bound = binding && checkKeyBinding(token);
  return [
    named('proof', signature, 0),
    named('disclosure', disclosed, 0),
    ...(bound ? [named('proof', bound.proof), named('holder-binding', bound.binding)] : []),
  ];
}

async function outcomeOf(rule: () => Promise<void>): Promise<CheckOutcome> {
  try {
    await rule();
    return passed;
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return error.problem.retryable ? inconclusive(error.problem) : failed(error.problem);
  }
}
