import { SignJWT } from 'jose';
import type { VerifierAttestation } from '@coop-credentials/core';
import type { AskedHandle } from '../../requests/presentation-request.ts';
import { requestParameters } from './request-parameters.ts';
import type { RequestSigner } from './request-signer.ts';

/** For wallets on the user's own device there is no other audience to name (OpenID4VP 1.0 §5.8). */
const audience = 'https://self-issued.me/v2';

/**
 * The signed Request Object of one handle (OpenID4VP 1.0 §5.8, §5.9.3, RFC 9101).
 *
 * It may be fetched again and says the same: `exp` is the end of the thirty minutes that a request can be extended
 * to, and whether the request is still open is our own state's to decide, not the object's.
 *
 * @param signer by the request's `client_id`
 * @param further the nonce that the wallet fetched it with, which it then knows to be its own (§5.10), and which lists name
 *   the site (§5.11)
 */
export async function signRequestObject(
  asked: AskedHandle,
  signer: RequestSigner,
  further: { readonly walletNonce?: string; readonly verifierInfo?: readonly VerifierAttestation[] | undefined } = {},
): Promise<string> {
  const { key, header } = signer;
  const { walletNonce, verifierInfo } = further;
  return new SignJWT({
    ...requestParameters(asked),
    ...(verifierInfo && { verifier_info: verifierInfo }),
    ...(walletNonce !== undefined && { wallet_nonce: walletNonce }),
  })
    .setProtectedHeader({ ...header, typ: 'oauth-authz-req+jwt' })
    .setAudience(audience)
    .setIssuedAt(Math.floor(asked.request.createdAt / 1000))
    .setExpirationTime(Math.ceil(asked.latestEnd / 1000))
    .sign(key);
}
