import type { Problem, ProblemCode } from '@coop-credentials/core';
import messages from '@coop-credentials/core/messages/en.json' with { type: 'json' };

/** Where the catalogue speaks to a visitor, but who reads it builds or runs a site: what to do about it there. */
const forSites: Partial<Record<ProblemCode, string>> = {
  json_invalid: 'The body is not valid JSON. Send one JSON value.',
  body_too_large: 'The body is larger than 64 KiB. Send less.',
  document_too_deep: 'The body is nested too deeply. Send less.',
  document_too_many_items: 'A list in the body is longer than 1000. Send less.',
  document_too_many_values: 'The body holds too many values. Send less.',
  document_key_forbidden: 'The body uses a name that is never accepted. Rename it.',
  rate_limited: 'Too many calls. Wait the seconds that Retry-After says.',
  key_missing: 'Send the site’s key: “Authorization: Bearer KEY”. “site add”, “site rotate” and pairing give one.',
  key_wrong: 'This key is not known. Pair the site again, or: coop-verifier site rotate ID.',
  key_ended: 'This key was replaced and has ended. Use the newer one, or pair the site again.',
  site_url_missing: 'Send the header Coop-Site-Url: the URL the site was added with, such as https://shop.example.',
  site_moved:
    'Coop-Site-Url is not the URL in “registered”. Send that one; a site that moved is added and paired anew.',
  pairing_code_wrong: 'No code of ours. Copy all of it, the URL and # too, or get another: coop-verifier site pair ID.',
  programme_unknown: 'No such programme, or without this site. The operator can: coop-verifier programme list.',
  limit_reached: 'No use is left before “at”. Ask the full price, or try again then.',
  verification_ended: 'It has ended, so it takes no more uses. Ask for the membership again.',
  verification_not_counted: 'The limit is newer than this verification. Ask for the membership again.',
  request_unknown: 'No such request of this site, or not any more: they are kept for a day. Open another.',
  request_expired: 'It was not answered in time. Open another request.',
  request_cancelled: 'This request was taken back. Open another.',
  request_declined: 'The visitor said no. Open another request if they want to try again.',
  request_already_answered: 'It was answered already. Collect it, or open another request.',
  request_not_answered: 'No wallet has answered yet. Collect once the state is “accepted” or “rejected”.',
  response_code_missing:
    'It was answered on the same device: send “responseCode”, which came back in the fragment of returnUrl.',
  response_code_wrong:
    'This responseCode is of another visit. Send the one in the fragment of this visitor’s returnUrl.',
  cursor_too_old: 'Read all of /v1/verifications, then go on from its first page’s changesCursor.',
  route_unknown: 'There is nothing at this address: /openapi.yaml lists what there is.',
  method_not_allowed: 'This address does not take that method: the header Allow names those it does.',
  body_invalid: 'Mend what “problems” names, and send it again.',
  policy_invalid: 'Mend what “problems” names, and send it again.',
};

/** Where a recognition list was looked for: who reads it follows the list, and has no membership. */
const forLists: Partial<Record<ProblemCode, string>> = {
  fetch_refused:
    'Its address is not one that is fetched from: that takes https, a public host and no redirect. INSECURE_FETCH=host:port lets a demo fetch from its own machine.',
  fetch_failed: 'Its server does not answer, or not with its files: fresh.json, and each sequence such as 1.json.',
  fetch_not_json:
    'Its server answers with something else than JSON. The address is that of the folder with fresh.json.',
  fetch_too_large: 'Its server answers with more than a list may have.',
};

/** Told by the wallet: not to be repeated in a sentence of ours. */
const FROM_OUTSIDE = '{issuer}';

/** What is wrong and what to do, for a problem that says nothing itself; undefined where a fact is lacking. */
export function problemWords({ code, params = {} }: Problem, reader: 'site' | 'list' | 'other'): string | undefined {
  const own = { site: forSites, list: forLists, other: undefined }[reader]?.[code];
  if (own !== undefined) return own;
  const { what, next } = messages.problems[code];
  if (what.includes(FROM_OUTSIDE)) return undefined;
  const words = `${what} ${next}`.replaceAll(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all));
  return words.includes('{') ? undefined : words;
}
