import { fromJwk, type PublicKey } from '../../identifiers/public-key.ts';
import { isJsonObject, type JsonObject } from '../../parse/json-object.ts';
import { problem, VerificationError } from '../../problem.ts';

/**
 * The key that the issuer bound the credential to (RFC 7800 §3.2). A JWK of the members that make the key is enough; of
 * others, those that say what it is for must say that it is for this.
 *
 * @throws VerificationError `holder_key_missing`, `key_type_unsupported`
 */
export function holderKey({ cnf }: JsonObject): PublicKey {
  const jwk = isJsonObject(cnf) ? cnf['jwk'] : undefined;
  if (!isJsonObject(jwk)) throw new VerificationError(problem('holder_key_missing'));
  const key = fromJwk(jwk);
  if (!key) throw new VerificationError(problem('key_type_unsupported'));
  return key;
}
