import type { Problem } from '@coop-credentials/core';
import { Router } from 'express';
import type { Clock } from '../clock.ts';
import { onlyMethods } from '../http/methods.ts';
import { serviceName, version } from '../version.ts';
import { keyEndOf, siteOf } from './authenticate.ts';
import { checkSite, compareClocks } from './check-site.ts';

interface Dependencies {
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly checkWriting: () => Promise<Problem | undefined>;
}

/** `/v1/site`: a site's self-test. Being answered at all says that key and address are right. */
export function siteRouter({ publicUrl, clock, checkWriting }: Dependencies): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/')
    .get(async (request, response) => {
      const { id, name, url } = siteOf(response);
      const now = clock();
      const keyEnd = keyEndOf(response);
      const clocks = compareClocks(request.get('Date'), now);
      response.json({
        id,
        name,
        url,
        time: now.toISOString(),
        ...(clocks && { clock: clocks }),
        key: keyEnd === undefined ? {} : { validUntil: new Date(keyEnd).toISOString() },
        service: { name: serviceName, url: publicUrl, version },
        // Recognition lists are not read yet.
        lists: [],
        problems: checkSite({ clocks, keyEnd, storage: await checkWriting() }),
      });
    })
    .all(onlyMethods('GET'));

  return router;
}
