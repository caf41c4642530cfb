import { readVpToken, type PresentationInput } from '@coop-credentials/core';
import { problemError } from '../../problem.ts';

/** What a wallet posted, typed but not believed. */
export type WalletResponse =
  | { readonly input: PresentationInput; readonly state: string | undefined }
  | { readonly error: string; readonly state: string | undefined };

/**
 * Types a `direct_post` body (OpenID4VP 1.0 §8.1, §8.2, §8.5).
 *
 * @param body the form as it came, already within the size that is read at all
 * @throws ProblemError `response_malformed`, `presentation_missing`
 * @throws VerificationError of `readVpToken`
 */
export function parseResponse(body: string): WalletResponse {
  const form = new URLSearchParams(body);
  for (const name of ['vp_token', 'state', 'error', 'response']) {
    // RFC 6749 §3.1: parameters are not repeated; whose copy would count?
    if (form.getAll(name).length > 1) throw problemError('response_malformed', { detail: `More than one ${name}.` });
  }

  const state = form.get('state') ?? undefined;
  const error = form.get('error');
  const token = form.get('vp_token');
  if (error !== null && token !== null) {
    throw problemError('response_malformed', { detail: 'Both an error and a vp_token.' });
  }
  if (error !== null) return { error, state };
  if (form.has('response')) {
    throw problemError('response_malformed', { detail: 'The answer was not asked to be encrypted.' });
  }
  if (!token) throw problemError('presentation_missing');

  return { input: readVpToken(token), state };
}
