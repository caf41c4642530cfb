import type { ListFetch, Ports, Verifier } from '@coop-credentials/core';
import type { Express } from 'express';
import { createApp } from './app.ts';
import { createRechecks } from './changes/create-rechecks.ts';
import { standingBy } from './changes/judge-issuers.ts';
import type { Rechecks } from './changes/rechecks.ts';
import { startRechecks } from './changes/start-rechecks.ts';
import { noCertificates, watchCertificate } from './certificate/watch-certificate.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createLedger } from './ledger/create-ledger.ts';
import { createEvents } from './events.ts';
import { createLimiter } from './http/rate-limit.ts';
import { reachPublicUrl, watchPublicUrl } from './http/reach-public-url.ts';
import type { Log } from './log.ts';
import { measureVerifier } from './metrics/measure-verifier.ts';
import type { ServiceMetrics } from './metrics/service-metrics.ts';
import { watchService, type Watched } from './metrics/watch-service.ts';
import { openStores, type Stores } from './open-stores.ts';
import { createLeases } from './replicas/leases.ts';
import type { Link } from './replicas/link.ts';
import { removeCounts, shareCounts } from './replicas/share-counts.ts';
import { shareEvents } from './replicas/shared-events.ts';
import { seenStates } from './requests/seen-states.ts';
import { createReadiness } from './readiness.ts';
import { attestSite } from './recognition/attest-site.ts';
import { followLists, lookEvery, startFollowing, type FollowedLists } from './recognition/follow-lists.ts';
import type { ListBoard } from './recognition/list-board.ts';
import { createRequests } from './requests/create-requests.ts';
import { claimDatabase, type Claim } from './store/claim-database.ts';
import { endLeases } from './store/end-leases.ts';
import { schemaState } from './store/migrations.ts';
import { openInstance, rememberPublicUrl } from './store/instance.ts';
import { removeOldRedemptions } from './store/remove-old-redemptions.ts';
import { removeOld } from './store/remove-old.ts';
import { watchWriting } from './store/try-writing.ts';
import type { ThreadLoad } from './workers/keep-threads.ts';
import { createWalletLinks } from './wallet-api/openid4vp/wallet-links.ts';

const SWEEP_EVERY = 10 * 60_000;

export interface ServiceOptions {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  /** Guarded: who asks for an address may be a stranger. */
  readonly fetchJson: Ports['fetchJson'];
  readonly verifier: Pick<Verifier, 'verifyPresentation' | 'verifyDocument' | 'checkStatuses'> & {
    readonly load?: () => ThreadLoad;
  };
  /** Where the verifier looks recognition lists up. */
  readonly board: ListBoard;
  /** Guarded, for larger files. */
  readonly fetchList: ListFetch;
  readonly metrics: ServiceMetrics;
  readonly caches?: Watched['caches'];
  /** To the database that other replicas share; absent where this process has it for itself. */
  readonly link?: Link | undefined;
  /** Called once, when this process can do nothing any more but end. */
  readonly onDiskFailed?: (error: unknown) => void;
}

export interface Service {
  readonly app: Express;
  readonly stores: Stores;
  readonly rechecks: Rechecks;
  readonly followed: FollowedLists;
  /** Looks for the lists now, and waits for nothing. */
  readonly lookAtLists: () => void;
  /**
   * To be called once it listens and is ready: from then on it is what its database ran with, unless another service
   * runs on the same file.
   */
  readonly claimDatabase: () => Promise<void>;
  /** Ends the browsers' streams; new ones are refused. */
  readonly endStreams: () => void;
  readonly close: () => Promise<void>;
}

/** Everything but the socket and the signals: stores, use cases and routes, put together. */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { config, log, clock, fetchJson, fetchList, board, metrics, caches, link } = options;
  const { publicUrl } = config;
  const verifier = measureVerifier(options.verifier, metrics);
  const certificates = config.certificate
    ? watchCertificate(config.certificate, { publicUrl, clock, log })
    : noCertificates;
  const stores = await openStores(config, clock, options);
  const events = link ? shareEvents(createEvents(), link, seenStates(stores.requests, clock)) : createEvents();
  const leases = createLeases(stores.db);
  const limiter = createLimiter(clock);
  const counting = link && shareCounts(limiter, { db: stores.db, clock, keyOf: stores.callerKey });
  const closing = new AbortController();
  const ledger = createLedger({ ...stores, clock });
  const { lists } = board;
  const standingOf = standingBy(lists, clock);
  const requests = createRequests({
    ...{ ...stores, ledger, certificates, publicUrl, verifier, lists, standingOf, events, clock },
  });

  const rechecks = createRechecks({ ...stores, verifier, standingOf, clock, recheckEvery: config.recheckEvery });
  const rechecking = startRechecks({ rechecks, leases, log, jobs: metrics.jobs, recheckEvery: config.recheckEvery });

  const followed = followLists({
    store: stores.recognitionLists,
    configured: config.recognitionLists,
    ...{ board, fetchList, clock, log },
    onNews: () => rechecks.issuersChanged(),
    every: lookEvery(config),
  });
  await followed.load();
  const following = startFollowing(followed, { leases, log, every: lookEvery(config) });

  const sweep = async () => {
    const now = clock().getTime();
    try {
      const isOurs = await leases.run('sweep', async () => {
        await removeOld(stores.db, now);
        await stores.redemptions.expireOverdue(now);
        await removeOldRedemptions(stores.db, now);
        await removeCounts(stores.db, now);
      });
      if (isOurs) metrics.jobs.add({ job: 'sweep', outcome: 'done' });
    } catch (error) {
      metrics.jobs.add({ job: 'sweep', outcome: 'failed' });
      log.error({ event: 'sweep', error });
    }
  };
  // A file has one long-lived process: whoever was verifying is gone. Elsewhere, another replica may be at it.
  if (!link) await endLeases(stores.db).catch((error: unknown) => log.error({ event: 'end_leases', error }));
  const instance = await openInstance(stores.db).catch((error: unknown) => {
    log.error({ event: 'instance', error });
    return undefined;
  });
  await sweep();
  const sweeping = setInterval(() => void sweep(), SWEEP_EVERY).unref();

  const checkWriting = watchWriting(stores.db, clock);
  const checkReady = createReadiness({
    closing: closing.signal,
    clock,
    load: options.verifier.load,
    checks: [checkWriting, async () => (await schemaState(stores.db)).problem, stores.checkKeys],
    onFault: (error) => log.error({ event: 'not_ready', error }),
  });
  watchService(metrics.registry, {
    load: options.verifier.load,
    caches,
    isReady: async () => (await checkReady()) === undefined,
    recheckLag: () => stores.standings.lag(clock().getTime()),
    unreadFor: () => stores.changes.unreadFor(clock().getTime()),
  });

  const app = createApp({
    ...stores,
    certificates,
    ledger,
    rechecks,
    followed,
    attest: attestSite({ followed, lists, clock }),
    requests,
    verifier,
    walletLinks: createWalletLinks(config),
    config,
    publicUrl,
    events,
    clock,
    fetchJson,
    log,
    closing: closing.signal,
    checkWriting,
    instance,
    checkPublicUrl: watchPublicUrl(publicUrl, clock, (url) => reachPublicUrl(url, instance)),
    checkReady,
    metrics,
    limiter,
  });

  const remember = () =>
    rememberPublicUrl(stores.db, publicUrl).catch((error: unknown) => log.error({ event: 'public_url', error }));
  let claim: Claim | undefined;

  return {
    app,
    stores,
    rechecks,
    followed,
    lookAtLists: following.look,
    claimDatabase: async () => {
      if (link) return remember();
      const shared = () => log.warn({ event: 'database_shared' }, 'Another service runs on the same SQLite file');
      claim = await claimDatabase(config.database, { claimed: remember, shared });
    },
    endStreams: () => closing.abort(),
    close: async () => {
      clearInterval(sweeping);
      claim?.stop();
      counting?.stop();
      if ('stop' in events) events.stop();
      await following.stop();
      await rechecking.stop();
      await stores.db.destroy();
    },
  };
}
