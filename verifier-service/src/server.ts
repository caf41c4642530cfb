import {
  createDidResolver,
  createGuardedFetch,
  createListFetch,
  createStatusListFetch,
  createStatusListSource,
} from '@coop-credentials/core';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withBoundPort, type Config } from './config.ts';
import { byDid } from './config/trust.ts';
import { closeServer } from './http/close-server.ts';
import { listenAt } from './http/listen-at.ts';
import { serverOptions } from './http/server-options.ts';
import type { Log } from './log.ts';
import { listenForMetrics, type MetricsListener } from './metrics/metrics-listener.ts';
import { measureProcess } from './metrics/process-metrics.ts';
import { createServiceMetrics } from './metrics/service-metrics.ts';
import { createListBoard } from './recognition/list-board.ts';
import type { Link } from './replicas/link.ts';
import { createService } from './service.ts';
import { isPostgresUrl } from './store/location.ts';
import { version } from './version.ts';
import type { StartedThread } from './workers/start-thread.ts';
import { createVerificationPool } from './workers/verification-pool.ts';

/** Between the signal and the end, whatever is still going on. */
const SHUTDOWN_WITHIN = 4_500;

/** Long enough that a proxy with some traffic has used each of its connections once more. */
const DRAIN_FOR = 1_000;

export interface RunningServer {
  readonly config: Config;
  /** Lets what is being answered finish, then ends it; the same promise however often it is called. */
  readonly stop: () => Promise<void>;
  /** Resolves, if ever, to what the disk failed with: only a new process knows what is on it. */
  readonly failed: Promise<unknown>;
}

/** Starts the service: ready to answer when it resolves. */
export async function startServer(asked: Config, log: Log, early?: StartedThread): Promise<RunningServer> {
  let answer: RequestListener = notReady;
  const server = createServer(serverOptions, (request, response) => answer(request, response));
  await listenAt(server, { host: asked.host, port: asked.port, setting: 'PORT' });
  const config = withBoundPort(asked, (server.address() as AddressInfo).port);
  const metrics = createServiceMetrics();
  const closeListeners = async () => {
    server.close();
    await scraped?.close();
  };
  let scraped: MetricsListener | undefined;
  let link: Link | undefined;
  try {
    scraped = config.metrics && (await listenForMetrics(config.metrics, metrics.registry));
    link = await linkIfShared(config, log);
  } catch (error) {
    await closeListeners();
    throw error;
  }
  const clock = link?.clock ?? (() => new Date());

  const insecureHosts = config.insecureFetch;
  const fetchJson = createGuardedFetch({ insecureHosts });
  const fetchForStrangers = createGuardedFetch({ insecureHosts, ports: [443] });
  const fetchStatusList = createStatusListFetch({ insecureHosts });
  const fetchList = createListFetch({ insecureHosts });
  const resolveDid = createDidResolver({
    fetchJson,
    fetchForStrangers,
    clock,
    pinnedKeys: byDid(config.pinnedKeys),
    onUnpinnedKey: ({ did, fingerprint }) => log.warn({ event: 'key_not_pinned', issuer: did, fingerprint }),
  });
  const statusLists = createStatusListSource({ fetchStatusList, clock });
  const board = createListBoard();
  const failed = Promise.withResolvers<unknown>();
  const verifier = createVerificationPool({
    board,
    size: config.workers,
    early,
    trustedRoots: config.trustedRoots.flatMap(({ certificates }) => certificates),
    resolveDid,
    fetchStatusList: statusLists,
    onThreadLost: (event) => {
      metrics.threadsLost.add({ reason: event });
      log.warn({ event: `thread_${event}` });
    },
    onWaited: (milliseconds) => metrics.queueSeconds.observe({}, milliseconds / 1_000),
  });
  try {
    const caches = () => ({ ...resolveDid.inventory(), statusLists: statusLists.inventory() });
    const service = await createService({
      ...{ config, log, clock, fetchJson, verifier, metrics, caches },
      board,
      fetchList,
      link,
      onDiskFailed: (error) => {
        log.error({ event: 'disk_failed', error });
        failed.resolve(error);
      },
    });
    const measuring = scraped && measureProcess(metrics.registry);
    if (scraped) log.info({ event: 'metrics', port: scraped.port });
    service.lookAtLists();
    await verifier.ready;
    await service.claimDatabase();
    answer = service.app;
    log.info({ event: 'ready', url: config.publicUrl, port: config.port, version }, 'ready');

    const stop = async () => {
      service.endStreams();
      await closeServer(server, { drainFor: DRAIN_FOR, within: SHUTDOWN_WITHIN - 1_000 });
      await verifier.close();
      await service.close();
      await link?.close();
      measuring?.stop();
      await scraped?.close();
      log.info({ event: 'stopped' }, 'stopped');
    };
    let stopping: Promise<void> | undefined;
    return { config, stop: () => (stopping ??= stop()), failed: failed.promise };
  } catch (error) {
    await closeListeners();
    await verifier.close();
    await link?.close();
    throw error;
  }
}

/** A PostgreSQL may have other replicas, so its time is that of all of them. */
async function linkIfShared({ database }: Config, log: Log): Promise<Link | undefined> {
  if (!isPostgresUrl(database)) return undefined;
  const { openLink } = await import('./replicas/link.ts');
  return openLink(database, { onLost: () => log.warn({ event: 'database_lost' }) });
}

/** The ports are taken first, so that a second start stops before it touches anything of the first one's. */
const notReady: RequestListener = (_request, response) => {
  response.writeHead(503, { 'Retry-After': '1', Connection: 'close' }).end();
};
