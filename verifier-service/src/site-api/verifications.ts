import { Router } from 'express';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { onlyMethods } from '../http/methods.ts';
import { problemError } from '../problem.ts';
import type { VerificationStore } from '../store/verification-store.ts';
import { siteOf } from './authenticate.ts';

/** `/v1/verifications/{id}`: what a site collected, and whether it still holds. */
export function verificationsRouter({
  verifications,
  ledger,
  clock,
}: {
  verifications: VerificationStore;
  ledger: Pick<Ledger, 'standing'>;
  clock: Clock;
}): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/:id')
    .get(async (request, response) => {
      const found = await verifications.findCollected(siteOf(response).id, request.params.id);
      if (!found) throw problemError('verification_unknown');
      const live = Date.parse(found.verification.grantUntil) > clock().getTime();
      response.json({ ...found.verification, ...(await ledger.standing(found)), state: live ? 'live' : 'expired' });
    })
    .all(onlyMethods('GET'));

  return router;
}
