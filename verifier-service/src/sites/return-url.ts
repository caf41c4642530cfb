import { readUrl } from '../config/addresses.ts';

/**
 * Whether a browser may be sent there: the parsed URL is within the site's registered one, that is equal scheme,
 * host and port, and the site's path by whole segments; no user part, no backslash, no encoded dots or slashes
 * that another server could read differently (DESIGN §7 "Browser channel").
 */
export function isReturnUrl(text: string, siteUrl: string): boolean {
  // eslint-disable-next-line no-control-regex -- URL parsers drop these silently
  if (/[\\\u0000-\u0020\u007f]/.test(text)) return false;
  const url = readUrl(text);
  const site = readUrl(siteUrl);
  if (!url || !site || url.username || url.password || url.hash) return false;
  if (/%2e|%2f|%5c/i.test(url.pathname)) return false;
  if (url.protocol !== site.protocol || url.host !== site.host) return false;
  const path = site.pathname.replace(/\/+$/, '');
  return url.pathname === path || url.pathname.startsWith(`${path}/`);
}
