import apiFetch from '@wordpress/api-fetch';

/** What PHP gave the page: `includes/Admin/class-admin-page.php`. */
export const start = window.coopCredentials ?? {};

/** The address of a call that is not made by apiFetch: the nonce goes with it, as fresh as the page has it. */
export function restUrl(path, query = {}) {
  const url = new URL(start.rest + path);
  for (const [name, value] of Object.entries({ ...query, _wpnonce: apiFetch.nonceMiddleware?.nonce ?? start.nonce })) {
    url.searchParams.set(name, value);
  }
  return url.href;
}
