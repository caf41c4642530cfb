import { problemError } from '../../problem.ts';

/** A wallet's answer as its form says it: still encrypted, or each parameter as text. */
export type AnswerForm = { readonly response: string; readonly state?: string } | PlainForm;

export interface PlainForm {
  readonly vpToken?: string;
  readonly error?: string;
  readonly state?: string;
}

/**
 * Takes the parameters that count from a form (OpenID4VP 1.0 §8.2, §8.3, §8.5); what else wallets of earlier drafts
 * send along, such as `presentation_submission`, says nothing that we ask for.
 *
 * @param body the form as it came, already within the size that is read at all
 * @throws ProblemError `response_malformed`
 */
export function parseForm(body: string): AnswerForm {
  const form = new URLSearchParams(body);
  const names = ['vp_token', 'state', 'error', 'response'] as const;
  for (const name of names) {
    // RFC 6749 §3.1: parameters are not repeated; whose copy would count?
    if (form.getAll(name).length > 1) throw problemError('response_malformed', { detail: `More than one ${name}.` });
  }
  const [vpToken, state, error, response] = names.map((name) => form.get(name));
  if ([vpToken, error, response].filter((value) => typeof value === 'string').length > 1) {
    throw problemError('response_malformed', { detail: 'More than one of vp_token, error and response.' });
  }
  const known = typeof state === 'string' && { state };
  if (typeof response === 'string') return { response, ...known };
  return {
    ...(typeof vpToken === 'string' && { vpToken }),
    ...(typeof error === 'string' && { error }),
    ...known,
  };
}
