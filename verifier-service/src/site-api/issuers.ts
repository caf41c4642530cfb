import { findIssuer, type Ports } from '@coop-credentials/core';
import { Router } from 'express';
import type { Clock } from '../clock.ts';
import { onlyMethods } from '../http/methods.ts';
import type { Limiter } from '../http/rate-limit.ts';
import { problemError } from '../problem.ts';
import { siteOf } from './authenticate.ts';

/** An admin adds a few co-ops by hand; more than this is a site making us fetch. */
const MOST_A_MINUTE = 30;
const LONGEST_ADDRESS = 500;

/** `/v1/issuers`: a co-op by its web address, for an admin to confirm. */
export function issuersRouter({
  fetchJson,
  limiter,
  clock,
}: {
  fetchJson: Ports['fetchJson'];
  limiter: Limiter;
  clock: Clock;
}): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/')
    .get(
      limiter.per('issuers', MOST_A_MINUTE, (_request, response) => siteOf(response).id),
      async (request, response) => {
        const { domain } = request.query;
        if (typeof domain !== 'string' || domain.length > LONGEST_ADDRESS) throw problemError('domain_invalid');
        const found = await findIssuer(domain.trim(), { fetchJson, clock });
        response.json({ ...found, name: found.domain });
      },
    )
    .all(onlyMethods('GET'));

  return router;
}
