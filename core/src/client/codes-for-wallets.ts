/**
 * Codes that only a wallet or a site's server is told, in the answer to what it sent: such an answer leaves the request
 * as it was, so no page ever meets them, and the element is built without them.
 */
export const codesForWallets: readonly string[] = [
  'response_malformed',
  'response_not_encrypted',
  'response_encryption_unsupported',
  'response_key_wrong',
  'response_undecryptable',
  'wallet_nonce_invalid',
  'wallet_metadata_invalid',
  'certificate_missing',
  'certificate_ended',
  'certificate_replaced',
];
