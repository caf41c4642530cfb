import apiFetch from '@wordpress/api-fetch';
import { __ } from '@wordpress/i18n';

const SPACE = '/coop-credentials/v1';

/** A call of ours; what goes wrong is thrown as apiFetch throws it. */
export const get = (path) => apiFetch({ path: SPACE + path });
export const send = (method, path, data) => apiFetch({ path: SPACE + path, method, ...(data && { data }) });

/** The path of one gate. */
export const gatePath = (policy) => `/admin/gates/${encodeURIComponent(policy)}`;

/** What a fault says to a person: ours has two sentences and a code, WordPress' own has a message. */
export function saidBy(error) {
  if (typeof error?.what === 'string') {
    return [error.what, error.cure ?? error.next].filter(Boolean).join(' ');
  }
  if (error?.code === 'fetch_error' || error?.code === 'invalid_json') {
    return __(
      'This site did not answer. Look whether you are online and still logged in, then try again.',
      'coop-credentials',
    );
  }
  return error?.message || __('Something went wrong. Try again in a moment.', 'coop-credentials');
}
