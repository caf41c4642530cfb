import { problem } from '@coop-credentials/core';
import { Router } from 'express';
import type { ChangesFeed } from '../changes/changes-feed.ts';
import { onlyMethods } from '../http/methods.ts';
import { problemBody } from '../problem.ts';
import { siteOf } from './authenticate.ts';
import { pageQuery } from './page-query.ts';

/** `/v1/changes`: what happened to a site's verifications. */
export function changesRouter({ changes }: { changes: ChangesFeed }): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/')
    .get(async (request, response) => {
      const { cursor, limit } = pageQuery(request);
      const page = await changes.read(siteOf(response).id, cursor, limit);
      response.json({
        changes: page.changes.map(({ verificationId, state, at, problem: code }) => ({
          verificationId,
          state,
          at: new Date(at).toISOString(),
          ...(code && { problem: problemBody(problem(code)) }),
        })),
        cursor: page.cursor,
        more: page.more,
      });
    })
    .all(onlyMethods('GET'));

  return router;
}
