import { Router } from 'express';
import type { Clock } from '../clock.ts';
import { onlyMethods } from '../http/methods.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { problemError } from '../problem.ts';
import { forgetVerifications } from '../store/forget-verifications.ts';
import { REDEMPTIONS_KEPT } from '../store/remove-old-redemptions.ts';
import type { Database } from '../store/open-database.ts';
import type { StoredVerification, VerificationStore } from '../store/verification-store.ts';
import { toldVerification } from '../requests/told-verification.ts';
import { siteOf } from './authenticate.ts';

/** `/v1/holders/{holder}`: what a person may ask of a site: all that is known of them, and that it be forgotten. */
export function holdersRouter({
  db,
  verifications,
  ledger,
  clock,
}: {
  db: Database;
  verifications: VerificationStore;
  ledger: Pick<Ledger, 'standing' | 'redemptionsOf'>;
  clock: Clock;
}): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const known = async (siteId: string, holder: string): Promise<readonly StoredVerification[]> => {
    const found = await verifications.ofHolder(siteId, holder);
    if (found.length === 0) throw problemError('holder_unknown');
    return found;
  };

  router
    .route('/:holder/export')
    .get(async (request, response) => {
      const { holder } = request.params;
      const found = await known(siteOf(response).id, holder);
      const now = clock();
      const told = await Promise.all(
        found.map(async (stored) => ({
          ...(await toldVerification(stored, ledger, now.getTime())),
          createdAt: new Date(stored.createdAt).toISOString(),
          redemptions: await ledger.redemptionsOf(stored),
        })),
      );
      response.json({ holder, exportedAt: now.toISOString(), verifications: told });
    })
    .all(onlyMethods('GET'));

  router
    .route('/:holder')
    .delete(async (request, response) => {
      const site = siteOf(response);
      const { holder } = request.params;
      const found = await known(site.id, holder);
      const standings = await Promise.all(found.map((stored) => ledger.standing(stored)));
      const ends = standings.flatMap(({ resetsAt }) => resetsAt ?? []).sort();
      const { forgotten, lastUse } = await forgetVerifications(db, site.id, { holder }, clock().getTime());
      // How often something was used counts until its window ends, under a key that names nobody; each use stays, without
      // the site's name for it, until it cannot be given back any more.
      const redemptionsUntil = lastUse === undefined ? null : new Date(lastUse + REDEMPTIONS_KEPT).toISOString();
      response.json({ forgotten, countersUntil: ends.at(-1) ?? null, redemptionsUntil });
    })
    .all(onlyMethods('DELETE'));

  return router;
}
