import { Router } from 'express';
import type { ChangesFeed } from '../changes/changes-feed.ts';
import type { Rechecks } from '../changes/rechecks.ts';
import type { Clock } from '../clock.ts';
import { onlyMethods } from '../http/methods.ts';
import type { Limiter } from '../http/rate-limit.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { problemError } from '../problem.ts';
import { forgetVerifications } from '../store/forget-verifications.ts';
import type { Database } from '../store/open-database.ts';
import type { VerificationStore } from '../store/verification-store.ts';
import { toldVerification } from '../requests/told-verification.ts';
import { siteOf } from './authenticate.ts';
import { pageQuery } from './page-query.ts';

/** Each look may fetch lists and keep a thread busy that wallets wait for; what is due is looked at anyway. */
const MOST_RECHECKS_A_MINUTE = 60;

/** `/v1/verifications`: what a site collected, and whether it still holds. */
export function verificationsRouter({
  db,
  verifications,
  ledger,
  rechecks,
  changes,
  limiter,
  clock,
}: {
  db: Database;
  verifications: VerificationStore;
  ledger: Pick<Ledger, 'standing'>;
  rechecks: Pick<Rechecks, 'one'>;
  changes: Pick<ChangesFeed, 'cursor'>;
  limiter: Limiter;
  clock: Clock;
}): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const tell = async (siteId: string, id: string) => {
    const found = await verifications.findCollected(siteId, id);
    if (!found) throw problemError('verification_unknown');
    return toldVerification(found, ledger, clock().getTime());
  };

  router
    .route('/')
    .get(async (request, response) => {
      const site = siteOf(response);
      const { cursor = '', limit } = pageQuery(request);
      // Read first: what changes while the pages are read is told by the feed after it.
      const changesCursor = await changes.cursor(site.id);
      const found = await verifications.page(site.id, cursor, limit + 1);
      const page = found.slice(0, limit);
      const now = clock().getTime();
      response.json({
        verifications: await Promise.all(page.map((stored) => toldVerification(stored, ledger, now))),
        ...(found.length > limit && { next: page.at(-1)?.verification.id }),
        changesCursor,
      });
    })
    .all(onlyMethods('GET'));

  router
    .route('/:id')
    .get(async (request, response) => {
      response.json(await tell(siteOf(response).id, request.params.id));
    })
    .delete(async (request, response) => {
      const { id } = request.params;
      const { forgotten } = await forgetVerifications(db, siteOf(response).id, { id }, clock().getTime());
      if (forgotten === 0) throw problemError('verification_unknown');
      response.status(204).end();
    })
    .all(onlyMethods('GET', 'DELETE'));

  const limitRechecks = limiter.per('rechecks', MOST_RECHECKS_A_MINUTE, (_request, response) => siteOf(response).id);
  router
    .route('/:id/recheck')
    .post(limitRechecks, async (request, response) => {
      const { id: siteId } = siteOf(response);
      await rechecks.one(siteId, request.params.id);
      response.json(await tell(siteId, request.params.id));
    })
    .all(onlyMethods('POST'));

  return router;
}
