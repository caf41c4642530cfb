import type { Ports, Verifier } from '@coop-credentials/core';
import type { Express } from 'express';
import { createApp } from './app.ts';
import { createRechecks } from './changes/create-rechecks.ts';
import type { Rechecks } from './changes/rechecks.ts';
import { startRechecks } from './changes/start-rechecks.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createLedger } from './ledger/create-ledger.ts';
import { createEvents } from './events.ts';
import { reachPublicUrl, watchPublicUrl } from './http/reach-public-url.ts';
import type { Log } from './log.ts';
import { openStores, type Stores } from './open-stores.ts';
import { ProblemError } from './problem.ts';
import { createRequests } from './requests/create-requests.ts';
import { endLeases } from './store/end-leases.ts';
import { openInstance, rememberPublicUrl } from './store/instance.ts';
import { removeOldRedemptions } from './store/remove-old-redemptions.ts';
import { removeOld } from './store/remove-old.ts';
import { watchWriting } from './store/try-writing.ts';
import { createWalletLinks } from './wallet-api/openid4vp/wallet-links.ts';

const SWEEP_EVERY = 10 * 60_000;

export interface ServiceOptions {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  /** Guarded: who asks for an address may be a stranger. */
  readonly fetchJson: Ports['fetchJson'];
  readonly verifier: Pick<Verifier, 'verifyPresentation' | 'verifyDocument' | 'checkStatuses'> & {
    readonly ready?: Promise<void>;
  };
}

export interface Service {
  readonly app: Express;
  readonly stores: Stores;
  readonly rechecks: Rechecks;
  /** Ends the browsers' streams; new ones are refused. */
  readonly endStreams: () => void;
  readonly close: () => Promise<void>;
}

/** Everything but the socket and the signals: stores, use cases and routes, put together. */
export async function createService({ config, log, clock, fetchJson, verifier }: ServiceOptions): Promise<Service> {
  const { publicUrl } = config;
  const stores = await openStores(config, clock);
  const events = createEvents();
  const closing = new AbortController();
  const ledger = createLedger({ ...stores, clock });
  const requests = createRequests({ ...stores, ledger, publicUrl, verifier, events, clock });

  const rechecks = createRechecks({ ...stores, verifier, clock, recheckEvery: config.recheckEvery });
  const rechecking = startRechecks({ rechecks, log, recheckEvery: config.recheckEvery });

  const sweep = async () => {
    const now = clock().getTime();
    try {
      await removeOld(stores.db, now);
      await stores.redemptions.expireOverdue(now);
      await removeOldRedemptions(stores.db, now);
    } catch (error) {
      log.error({ event: 'sweep', error });
    }
  };
  await endLeases(stores.db).catch((error: unknown) => log.error({ event: 'end_leases', error }));
  const instance = await openInstance(stores.db).catch((error: unknown) => {
    log.error({ event: 'instance', error });
    return undefined;
  });
  await rememberPublicUrl(stores.db, publicUrl).catch((error: unknown) => log.error({ event: 'public_url', error }));
  await sweep();
  const sweeping = setInterval(() => void sweep(), SWEEP_EVERY).unref();

  const checkWriting = watchWriting(stores.db, clock);

  const app = createApp({
    ...stores,
    ledger,
    rechecks,
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
    checkReady: async () => {
      await verifier.ready;
      const found = await checkWriting();
      if (found) throw new ProblemError(found);
    },
  });

  return {
    app,
    stores,
    rechecks,
    endStreams: () => closing.abort(),
    close: async () => {
      clearInterval(sweeping);
      await rechecking.stop();
      await stores.db.destroy();
    },
  };
}
