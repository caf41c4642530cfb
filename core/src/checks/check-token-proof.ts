import { VerificationError } from '../problem.ts';
import { issuerKey, type IssuerKeyOptions } from '../proofs/sd-jwt/issuer-key.ts';
import type { Jws } from '../proofs/sd-jwt/parse-jws.ts';
import { requireType, verifyJws } from '../proofs/sd-jwt/verify-jws.ts';
import { failed, inconclusive, passed, type CheckOutcome } from '../result.ts';

/** `vc+sd-jwt` is what it was called until draft 06 of SD-JWT VC. */
const types = ['dc+sd-jwt', 'vc+sd-jwt'];

/**
 * The issuer signed the token, by a key of its own and an algorithm of that key (SD-JWT VC §2.4, §2.5).
 *
 * @returns `token_type_wrong`, `algorithm_not_allowed`, `signature_invalid`, and those of `issuerKey`; `inconclusive`
 *   where its key could not be looked up just now
 */
export async function checkTokenProof(issued: Jws, issuer: string, options: IssuerKeyOptions): Promise<CheckOutcome> {
  try {
    requireType(issued, types);
    verifyJws(issued, await issuerKey(issued, issuer, options));
    return passed;
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return error.problem.retryable ? inconclusive(error.problem) : failed(error.problem);
  }
}
