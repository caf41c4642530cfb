import type { RequestHandler, Response } from 'express';
import { problemError, type ProblemError } from '../problem.ts';
import type { Site } from '../sites/site.ts';
import type { SiteKeys } from '../sites/site-keys.ts';
import { parseSiteUrl } from '../sites/site-url.ts';

const challenge = { 'WWW-Authenticate': 'Bearer' };

/** No site has that key, or none any more. */
export const keyWrong = (cause?: unknown): ProblemError => problemError('key_wrong', { headers: challenge, cause });

/**
 * Lets a site in by its bearer key, and only from where it was registered: a cloned shop spends nothing.
 * Who the site is comes from the key, never from a body or a path.
 */
export function authenticate(siteKeys: SiteKeys): RequestHandler {
  return async (request, response, next) => {
    const [, key] = /^Bearer +([A-Za-z0-9_.-]{1,200})$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!key) throw request.headers.authorization ? keyWrong() : problemError('key_missing', { headers: challenge });
    const found = await siteKeys.authenticate(key);
    if (!found) throw keyWrong();
    const { site, validUntil } = found;

    const claimed = request.get('Coop-Site-Url');
    if (!claimed) throw problemError('site_url_missing');
    if (parseSiteUrl(claimed) !== site.url) throw problemError('site_moved', { params: { registered: site.url } });

    response.locals['site'] = site;
    response.locals['keyValidUntil'] = validUntil;
    response.set('Cache-Control', 'no-store');
    next();
  };
}

/** The site that `authenticate` let in, if it did. */
export const letIn = (response: Response): Site | undefined => response.locals['site'] as Site | undefined;

/** The site that `authenticate` let in. */
export function siteOf(response: Response): Site {
  const site = letIn(response);
  if (!site) throw new TypeError('This route is behind authenticate');
  return site;
}

/** When the key that was used ends; undefined for one that was not replaced. */
export function keyEndOf(response: Response): number | undefined {
  return response.locals['keyValidUntil'] as number | undefined;
}
