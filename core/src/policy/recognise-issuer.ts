import messages from '../../messages/en.json' with { type: 'json' };
import type { IssuerPolicy } from './policy-schema.ts';

/** How an issuer stands with a site, and what the site calls it. */
export type Recognition =
  | { readonly standing: 'recognised'; readonly name?: string; readonly reason: string }
  | { readonly standing: 'denied' | 'unknown' };

/**
 * Whether a site takes an issuer's credentials, under which name, and why in one sentence.
 *
 * Deny wins. Names come from the site's own entry, never from the credential. Recognition lists are not there yet: a
 * list by name recognises nobody, which refuses rather than admits.
 */
export function recogniseIssuer(issuer: string, { allow, deny }: IssuerPolicy, testIssuer?: string): Recognition {
  if (deny.some(({ id }) => id === issuer)) return { standing: 'denied' };
  const entry = allow.find(({ id }) => id === issuer);
  if (entry) return { standing: 'recognised', name: entry.name, reason: sentence(entry) };
  if (issuer === testIssuer) return { standing: 'recognised', reason: messages.reasons.test };
  return { standing: 'unknown' };
}

function sentence({ name, reason }: IssuerPolicy['allow'][number]): string {
  if (reason === undefined) return fill(messages.reasons.allowed, { name });
  return fill(messages.reasons.allowed_because, { name, reason: reason.replace(/[.\s]+$/, '') });
}

/** All at once, so that braces and dollars of an admin's text stay as they are. */
const fill = (text: string, params: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
