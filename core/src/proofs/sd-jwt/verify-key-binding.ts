import type { PublicKey } from '../../identifiers/public-key.ts';
import { problem, VerificationError } from '../../problem.ts';
import { digestOf } from './disclose.ts';
import type { Jws } from './parse-jws.ts';
import type { SdJwt } from './parse-sd-jwt.ts';
import { requireType, verifyJws } from './verify-jws.ts';

/**
 * The holder of that key signed the key binding (RFC 9901 §7.3, step 5, a to d).
 *
 * @throws VerificationError `token_type_wrong`, `algorithm_not_allowed`, `signature_invalid`
 */
export function verifyKeyBinding(binding: Jws, key: PublicKey): void {
  requireType(binding, ['kb+jwt']);
  verifyJws(binding, key);
}

/**
 * It was signed for this very credential with these very disclosures (RFC 9901 §7.3, step 5, g).
 *
 * @throws VerificationError `sd_hash_mismatch`
 */
export function requireSdHash({ payload }: Jws, { issued, presented }: Pick<SdJwt, 'issued' | 'presented'>): void {
  if (payload['sd_hash'] !== digestOf(issued.payload)(presented)) {
    throw new VerificationError(problem('sd_hash_mismatch'));
  }
}
