import { isLoopbackHost, readUrl } from '../config/addresses.ts';

/**
 * A site's URL as it is stored and compared: https, or http on loopback; no user, query or fragment;
 * without trailing slashes.
 * @returns undefined when it may not be a site's URL
 */
export function parseSiteUrl(text: string): string | undefined {
  const url = text.includes('\\') ? undefined : readUrl(text);
  if (!url || url.username || url.password || url.search || url.hash) return undefined;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackHost(url.hostname))) return undefined;
  return url.origin + url.pathname.replace(/\/+$/, '');
}
