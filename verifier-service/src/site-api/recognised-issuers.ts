import { Router } from 'express';
import { onlyMethods } from '../http/methods.ts';
import { pageQuery } from './page-query.ts';

/** `/v1/recognised-issuers`: whom the recognition lists name, and why. No list is followed yet: nobody. */
export function recognisedIssuersRouter(): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/')
    .get((request, response) => {
      pageQuery(request);
      response.json({ lists: [], issuers: [], total: 0 });
    })
    .all(onlyMethods('GET'));

  return router;
}
