import type { PublicKey } from '../identifiers/public-key.ts';
import { problem, VerificationError } from '../problem.ts';
import { holderKey } from '../proofs/sd-jwt/holder-key.ts';
import type { SdJwt } from '../proofs/sd-jwt/parse-sd-jwt.ts';
import { requireSdHash, verifyKeyBinding } from '../proofs/sd-jwt/verify-key-binding.ts';
import { failed, notApplicable, passed, type CheckOutcome } from '../result.ts';

/** Who answers, as far as the token's own key binding says it. */
export interface BoundToken {
  /** The holder's key signed. */
  readonly proof: CheckOutcome;
  /** It did so for this credential with these disclosures. */
  readonly binding: CheckOutcome;
  /** When both are so. */
  readonly key?: PublicKey;
}

/**
 * The holder of the key that the credential is bound to answers, with this very credential: without it whoever has seen
 * a credential once could show it (RFC 9901 §7.3, §9.5).
 *
 * @returns of the proof `key_binding_missing`, `holder_key_missing`, `key_type_unsupported`, `token_type_wrong`,
 *   `algorithm_not_allowed`, `signature_invalid`; of the binding `sd_hash_mismatch`, `disclosure_malformed`
 */
export function checkKeyBinding(token: SdJwt): BoundToken {
  const { binding, issued } = token;
  if (!binding) return { proof: failed(problem('key_binding_missing')), binding: notApplicable };
  try {
    const key = holderKey(issued.payload);
    verifyKeyBinding(binding, key);
    const bound = outcomeOf(() => requireSdHash(binding, token));
    return { proof: passed, binding: bound, ...(bound.outcome === 'passed' && { key }) };
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return { proof: failed(error.problem), binding: notApplicable };
  }
}

function outcomeOf(rule: () => void): CheckOutcome {
  try {
    rule();
    return passed;
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return failed(error.problem);
  }
}
