import { Router } from 'express';
import * as v from 'valibot';
import { onlyMethods } from '../http/methods.ts';
import type { Limiter } from '../http/rate-limit.ts';
import { bodyOf, readJson } from '../http/read-json.ts';
import type { SiteKeys } from '../sites/site-keys.ts';
import { serviceName } from '../version.ts';

/** A person pairs by hand; more than this from one address is guessing. */
const MOST_A_MINUTE = 20;
const LONGEST_CODE = 500;

const PairBody = v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_CODE)) });

/** `/v1/pair`: a code for a key. The one call of a site's that needs no key. */
export function pairRouter({
  siteKeys,
  publicUrl,
  limiter,
}: {
  siteKeys: SiteKeys;
  publicUrl: string;
  limiter: Limiter;
}): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/')
    .post(limiter.perAddress('pairing', MOST_A_MINUTE), readJson, async (request, response) => {
      const { code } = bodyOf(request, PairBody);
      const { site, key } = await siteKeys.pair(code, request.get('Coop-Site-Url'));
      response
        .set('Cache-Control', 'no-store')
        .json({ id: site.id, key, service: { name: serviceName, url: publicUrl } });
    })
    .all(onlyMethods('POST'));

  return router;
}
