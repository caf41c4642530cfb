import { Router } from 'express';
import type { Clock } from '../clock.ts';
import { onlyMethods } from '../http/methods.ts';
import { serviceName, version } from '../version.ts';
import { siteOf } from './authenticate.ts';

/** `/v1/site`: a site's self-test. Being answered at all says that key and address are right. */
export function siteRouter({ publicUrl, clock }: { publicUrl: string; clock: Clock }): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/')
    .get((_request, response) => {
      const { id, name, url } = siteOf(response);
      const service = { name: serviceName, url: publicUrl, version };
      response.json({ id, name, url, time: clock().toISOString(), service, problems: [] });
    })
    .all(onlyMethods('GET'));

  return router;
}
