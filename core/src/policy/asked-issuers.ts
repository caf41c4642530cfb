import type { IssuerPolicy } from './policy-schema.ts';

/** More issuers than this make a request too long for a link; the answer is judged the same without the filter. */
const MAX_ISSUERS = 20;

/** The issuers a wallet can choose by; none where a list decides, or where there are too many to name. */
export function askedIssuers({ lists, allow, deny }: IssuerPolicy, testIssuer: string | undefined): readonly string[] {
  if (lists.length > 0) return [];
  const denied = new Set(deny.map(({ id }) => id));
  const welcome = allow.map(({ id }) => id).filter((id) => !denied.has(id));
  const all = testIssuer === undefined ? welcome : [...new Set([...welcome, testIssuer])];
  return all.length > MAX_ISSUERS ? [] : all;
}
