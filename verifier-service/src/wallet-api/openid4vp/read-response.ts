import { readVpToken, type PresentationInput } from '@coop-credentials/core';
import { problemError } from '../../problem.ts';
import type { ResponseKey } from '../../requests/response-keys.ts';
import { decryptResponse } from './decrypt-response.ts';
import { parseForm, type AnswerForm, type PlainForm } from './parse-form.ts';

/** What a wallet posted, typed but not believed. */
export type WalletResponse =
  | { readonly input: PresentationInput; readonly state: string | undefined }
  | { readonly error: string; readonly state: string | undefined };

/**
 * Reads an answer that was asked for as `direct_post`, or as `direct_post.jwt` where there is a key: then a plain
 * `vp_token` is refused. A wallet that fails may not get as far as encrypting, so an error may be plain (OpenID4VP 1.0
 * §8.2, §8.3, §8.5).
 *
 * @param body the form as it came, already within the size that is read at all
 * @throws ProblemError `response_malformed`, `response_not_encrypted`, `presentation_missing`, those of `decryptResponse`
 * @throws VerificationError of `readVpToken`
 */
export async function readResponse(body: string, responseKey: ResponseKey | undefined): Promise<WalletResponse> {
  const { vpToken, error, state } = await openForm(parseForm(body), responseKey);
  if (error !== undefined) return { error, state };
  if (!vpToken) throw problemError('presentation_missing');
  return { input: readVpToken(vpToken), state };
}

async function openForm(form: AnswerForm, responseKey: ResponseKey | undefined): Promise<PlainForm> {
  if (!('response' in form)) {
    if (responseKey && form.vpToken !== undefined) throw problemError('response_not_encrypted');
    return form;
  }
  if (!responseKey) throw problemError('response_malformed', { detail: 'The answer was not asked to be encrypted.' });
  const opened = await decryptResponse(form.response, responseKey);
  // Wallets of earlier drafts say the state outside, too. Two that differ cannot both be ours.
  if (form.state !== undefined && form.state !== (opened.state ?? form.state)) {
    throw problemError('response_malformed', { detail: 'The state outside is another than inside.' });
  }
  return form.state === undefined ? opened : { ...opened, state: form.state };
}
