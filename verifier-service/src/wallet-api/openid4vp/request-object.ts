import { SignJWT } from 'jose';
import type { KeyObject } from 'node:crypto';
import type { AskedHandle } from '../../requests/presentation-request.ts';
import { requestParameters } from './request-parameters.ts';

/** For wallets on the user's own device there is no other audience to name (OpenID4VP 1.0 §5.8). */
const audience = 'https://self-issued.me/v2';

/**
 * The signed Request Object of one handle (OpenID4VP 1.0 §5.8, §5.9.3 `decentralized_identifier`, RFC 9101).
 *
 * It may be fetched again and says the same: `exp` is the end of the thirty minutes that a request can be extended
 * to, and whether the request is still open is our own state's to decide, not the object's.
 *
 * @param key the site's own Ed25519 key, the one its DID document publishes under `site.keyId`
 */
export async function signRequestObject(asked: AskedHandle, key: KeyObject): Promise<string> {
  return new SignJWT({ ...requestParameters(asked) })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'oauth-authz-req+jwt', kid: asked.site.keyId })
    .setAudience(audience)
    .setIssuedAt(Math.floor(asked.request.createdAt / 1000))
    .setExpirationTime(Math.ceil(asked.latestEnd / 1000))
    .sign(key);
}
