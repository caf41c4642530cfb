import type { Ports, Problem } from '@coop-credentials/core';
import { type RequestHandler, Router } from 'express';
import type { ChangesFeed } from '../changes/changes-feed.ts';
import type { FollowedLists } from '../recognition/follow-lists.ts';
import type { Rechecks } from '../changes/rechecks.ts';
import type { Clock } from '../clock.ts';
import type { Limiter } from '../http/rate-limit.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Programmes } from '../policies/programmes.ts';
import type { Requests } from '../requests/requests.ts';
import type { MakeWalletLinks } from '../requests/wallet-links.ts';
import type { SiteKeys } from '../sites/site-keys.ts';
import type { Sites } from '../sites/sites.ts';
import type { Database } from '../store/open-database.ts';
import type { PolicyStore } from '../store/policy-store.ts';
import type { VerificationStore } from '../store/verification-store.ts';
import { authenticate } from './authenticate.ts';
import { issuersRouter } from './issuers.ts';
import { changesRouter } from './changes.ts';
import { holdersRouter } from './holders.ts';
import { pairRouter } from './pair.ts';
import { limitsRouter } from './limits.ts';
import { policiesRouter } from './policies.ts';
import { presentationRequestsRouter } from './presentation-requests.ts';
import { recognisedIssuersRouter } from './recognised-issuers.ts';
import { redemptionsRouter } from './redemptions.ts';
import { siteRouter } from './site.ts';
import { verificationsRouter } from './verifications.ts';

export interface SiteApiDependencies {
  readonly publicUrl: string;
  readonly sites: Sites;
  readonly siteKeys: SiteKeys;
  readonly policies: PolicyStore;
  readonly programmes: Programmes;
  readonly ledger: Ledger;
  readonly rechecks: Rechecks;
  readonly followed: Pick<FollowedLists, 'all'>;
  readonly changes: ChangesFeed;
  readonly db: Database;
  readonly verifications: VerificationStore;
  readonly requests: Requests;
  readonly walletLinks: MakeWalletLinks;
  readonly fetchJson: Ports['fetchJson'];
  /** Why nothing can be stored now; undefined while it can. */
  readonly checkWriting: () => Promise<Problem | undefined>;
  /** Why wallets and browsers may not reach us; undefined while we can ourselves. */
  readonly checkPublicUrl: () => Promise<Problem | undefined>;
  /** Refuses too many calls of one site; after it was let in. */
  readonly limitSite: RequestHandler;
  readonly limiter: Limiter;
  readonly clock: Clock;
}

/** What plugins call: `/v1`, a file a resource, all of it but pairing behind a site's key. */
export function siteApiRouter(dependencies: SiteApiDependencies): Router {
  const router = Router({ caseSensitive: true });
  router.use('/pair', pairRouter(dependencies));
  router.use(authenticate(dependencies.siteKeys), dependencies.limitSite);
  router.use('/site', siteRouter(dependencies));
  router.use('/issuers', issuersRouter(dependencies));
  router.use('/recognised-issuers', recognisedIssuersRouter(dependencies));
  router.use('/policies', policiesRouter(dependencies));
  router.use('/presentation-requests', presentationRequestsRouter(dependencies));
  router.use('/verifications', verificationsRouter(dependencies));
  router.use('/changes', changesRouter(dependencies));
  router.use('/holders', holdersRouter(dependencies));
  router.use('/redemptions', redemptionsRouter(dependencies));
  router.use('/limits', limitsRouter(dependencies));
  return router;
}
