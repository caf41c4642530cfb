import { parseJsonWithin, presentationLimits } from '@coop-credentials/core';
import { problemError } from '../../problem.ts';

/** Printable ASCII, as JSON and every log takes it unchanged; 256 random bits are 43 of them. */
const WALLET_NONCE = /^[\x21-\x7e]{1,512}$/;

/**
 * Types what a wallet posts to a `request_uri` (OpenID4VP 1.0 §5.10): the nonce that the request object then repeats,
 * so that the wallet knows it to be fresh, and what the wallet says of itself. Of the latter nothing changes what is
 * asked: whose word is it? It is read within limits, so that a wallet learns when it is no JSON, and is kept nowhere.
 *
 * @param body the form as it came; empty when nothing was posted
 * @throws ProblemError `wallet_nonce_invalid`, `wallet_metadata_invalid`
 * @throws VerificationError of `parseJsonWithin`
 */
export function parseFetch(body: string): { readonly walletNonce?: string } {
  const form = new URLSearchParams(body);
  const [nonce, ...moreNonces] = form.getAll('wallet_nonce');
  if (moreNonces.length > 0 || (nonce !== undefined && !WALLET_NONCE.test(nonce))) {
    throw problemError('wallet_nonce_invalid');
  }
  const [metadata, ...more] = form.getAll('wallet_metadata');
  if (more.length > 0) throw problemError('wallet_metadata_invalid');
  if (metadata !== undefined) {
    const said = parseJsonWithin(metadata, presentationLimits);
    if (typeof said !== 'object' || said === null || Array.isArray(said)) throw problemError('wallet_metadata_invalid');
  }
  return nonce === undefined ? {} : { walletNonce: nonce };
}
