import { readUrl } from '../config/addresses.ts';

/** Encoded controls, dots, slashes and per cents, overlong UTF-8, and dots with a parameter: `/shop/..;/admin`. */
const readDifferently = /%(?:0|1|25|2e|2f|5c|7f|c0|c1)|\/\.{1,2};/i;

/**
 * Where a browser may be sent back to, as every parser then reads it: within the site's registered URL, that is
 * equal scheme, host and port, and the site's path by whole segments; no user part, no backslash, no fragment, no
 * encoded dots or slashes that another server could read differently.
 *
 * @returns undefined when it is anywhere else
 */
export function parseReturnUrl(text: string, siteUrl: string): string | undefined {
  // Spaces and control characters too: URL parsers drop them silently.
  if (/[\\#\u0000-\u0020\u007f]/.test(text)) return undefined;
  const url = readUrl(text);
  const site = readUrl(siteUrl);
  if (!url || !site || url.username || url.password) return undefined;
  if (readDifferently.test(url.pathname)) return undefined;
  if (url.protocol !== site.protocol || url.host !== site.host) return undefined;
  const path = site.pathname.replace(/\/+$/, '');
  return url.pathname === path || url.pathname.startsWith(`${path}/`) ? url.href : undefined;
}
