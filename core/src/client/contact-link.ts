import { webLink } from './parse-host-answer.ts';
import { fill, issuerDomain, type Words } from './words.ts';
import type { Refusal } from './presentation-request.ts';

/**
 * A link to who runs the site, with a message ready to send where it is an e-mail address.
 * @param contact `mailto:…`, a bare e-mail address, or a page
 */
export function contactLink(
  contact: string | null,
  words: Words['refused'],
  refusal: Refusal,
  what: string,
  page: string,
): string | undefined {
  if (!contact) return undefined;
  const address = /^(?:mailto:)?([^\s:/?@]+@[^\s:/?@]+)$/i.exec(contact.trim())?.[1];
  if (!address) return webLink(contact);
  const issuer = refusal.code === 'issuer_not_recognised' ? issuerDomain(refusal.params.issuer ?? ' ') : undefined;
  const subject = issuer ? words.mailIssuerSubject : words.mailSubject;
  const body = issuer ? words.mailIssuerBody : words.mailBody;
  const values = { issuer, page, what, code: refusal.code };
  return `mailto:${address}?subject=${encodeURIComponent(fill(subject, values))}&body=${encodeURIComponent(fill(body, values))}`;
}
