import { acceptedProofs, compileDcql, tokenAlgorithms } from '@coop-credentials/core';
import type { AskedHandle } from '../../requests/presentation-request.ts';
import type { ResponseKey } from '../../requests/response-keys.ts';
import { shownName } from '../shown-name.ts';
import { contentEncryptions } from './decrypt-response.ts';

/** What our core verifies of SD-JWT VCs (OpenID4VP 1.0 §B.3.4). */
const sdJwt = { 'sd-jwt_alg_values': tokenAlgorithms, 'kb-jwt_alg_values': tokenAlgorithms };

/**
 * The Authorization Request's parameters for one handle (OpenID4VP 1.0 §5).
 *
 * Each handle asks with a nonce, state and response address of its own, and with the same ones however often it is read.
 * `iss` is left out: wallets must ignore it (§5.8), and some compare it to the key's DID, which our prefixed
 * `client_id` never equals.
 */
export function requestParameters(asked: AskedHandle) {
  const { handle, request, policy, clientId, responseUri, responseKey, asking } = asked;
  return {
    client_id: clientId,
    response_type: 'vp_token',
    response_mode: request.responseMode,
    response_uri: responseUri,
    nonce: handle.nonce,
    state: handle.state,
    dcql_query: compileDcql(policy, asking),
    client_metadata: {
      client_name: shownName(asked),
      // Ours: OpenID4VP has no place for what for and for how long, and wallets ignore metadata they do not know (§5.1).
      purpose: policy.purpose,
      grant_for: policy.grant.for,
      ...(responseKey && encryption(responseKey)),
      vp_formats_supported: { ldp_vc: acceptedProofs(policy), 'dc+sd-jwt': sdJwt },
    },
  };
}

/**
 * How answers are to be encrypted (OpenID4VP 1.0 §8.3). The second two are the names of drafts before 1.0, whose
 * wallets encrypt only when they find them; they say the same, so who reads either is not misled.
 */
const encryption = ({ publicJwk }: ResponseKey) => ({
  jwks: { keys: [publicJwk] },
  encrypted_response_enc_values_supported: contentEncryptions,
  authorization_encrypted_response_alg: 'ECDH-ES',
  authorization_encrypted_response_enc: 'A128GCM',
});
