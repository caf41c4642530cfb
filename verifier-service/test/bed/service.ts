import {
  createStatusListSource,
  createVerifier,
  problem,
  VerificationError,
  type ListFetch,
} from '@coop-credentials/core';
import { sql } from 'kysely';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ports, publishedLists } from '../../../core/test/factories/index.ts';
import { parseConfig, withBoundPort, type Config } from '../../src/config.ts';
import { serverOptions } from '../../src/http/server-options.ts';
import { createLog } from '../../src/log.ts';
import type { Stores } from '../../src/open-stores.ts';
import { createServiceMetrics } from '../../src/metrics/service-metrics.ts';
import { createListBoard } from '../../src/recognition/list-board.ts';
import { createService, type ServiceOptions } from '../../src/service.ts';
import { isPostgresUrl } from '../../src/store/location.ts';
import { openLink } from '../../src/replicas/link.ts';
import { ownTables } from '../../src/store/own-tables.ts';
import { removeOld } from '../../src/store/remove-old.ts';
import { movableClock } from './clock.ts';
import { freshDatabase, onPostgres } from './database.ts';
import { siteClient, type SiteClient } from './site-client.ts';
import { suiteLogs } from './suite-logs.ts';

export interface TestService extends AsyncDisposable {
  readonly url: string;
  readonly config: Config;
  readonly stores: Stores;
  /** Everything that was logged. */
  readonly logged: () => string;
  readonly pass: (milliseconds: number) => void;
  readonly clock: () => Date;
  readonly addSite: (name?: string, url?: string) => Promise<SiteClient>;
  /** The number of rows of a table, and a table's content as text. */
  readonly count: (table: 'verifications' | 'requests' | 'handles') => Promise<number>;
  readonly dump: () => Promise<string>;
  /** What Prometheus would be told. */
  readonly metrics: () => Promise<string>;
  /** How many status lists were fetched. */
  readonly listsFetched: () => number;
  /** Looks at what is due to be looked at again. */
  readonly recheck: () => Promise<void>;
  /** Looks for the recognition lists. */
  readonly lookAtLists: () => Promise<void>;
  /** For those alone that are due. */
  readonly lookAtDueLists: () => Promise<void>;
  /** Deletes what is due. */
  readonly sweep: () => Promise<unknown>;
}

export interface TestServiceOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly verifier?: Partial<ServiceOptions['verifier']>;
  /** What is published at status lists' addresses; every other one is down. */
  readonly lists?: ReadonlyMap<string, unknown>;
  /** Recognition lists' files; every one is down unless it is given. */
  readonly fetchList?: ListFetch;
}

/** The real app with a real database, on a free port, at the time of core's fixtures and in their world. */
export async function startTestService({
  environment = {},
  verifier,
  lists = new Map(),
  fetchList = () => Promise.reject(new VerificationError(problem('fetch_failed'))),
}: TestServiceOptions = {}): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-test-'));
  const fresh = onPostgres && environment['DATABASE_URL'] === undefined ? await freshDatabase() : undefined;
  const parsed = parseConfig({
    ...{ STATE_DIRECTORY: join(folder, 'state'), PORT: '0' },
    ...(fresh && { DATABASE_URL: fresh.url }),
    ...environment,
  });
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void (lines.push(line), suiteLogs.push(line)) });
  const { clock, pass } = movableClock();

  const published = publishedLists(lists);
  const fetchStatusList = createStatusListSource({ fetchStatusList: published, clock });

  const server = createServer(serverOptions);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const config = withBoundPort(parsed.config, (server.address() as AddressInfo).port);
  const url = `http://localhost:${config.port}`;
  const board = createListBoard();
  const metrics = createServiceMetrics();
  const link = isPostgresUrl(config.database) ? await openLink(config.database) : undefined;
  const service = await createService({
    config,
    link,
    log,
    clock,
    fetchJson: ports().fetchJson,
    metrics,
    board,
    fetchList,
    verifier: {
      ...createVerifier(ports({ clock, fetchStatusList, recognitionLists: board.lists })),
      ...verifier,
    },
  });
  server.on('request', service.app);
  const { stores } = service;

  return {
    url,
    config,
    stores,
    clock,
    pass,
    logged: () => lines.join(''),
    addSite: async (name = 'Lounge', siteUrl = 'https://lounge.example/club') => {
      const { site, key } = await stores.sites.add({ name, url: siteUrl });
      return siteClient(url, site, key);
    },
    count: async (table) => (await stores.db.selectFrom(table).selectAll().execute()).length,
    dump: async () => {
      const tables = await ownTables(stores.db);
      const rows = tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(stores.db));
      return JSON.stringify((await Promise.all(rows)).map((result) => result.rows));
    },
    metrics: () => metrics.registry.render(),
    listsFetched: () => published.calls.length,
    recheck: () => service.rechecks.run(),
    lookAtLists: () => service.followed.look({ all: true }),
    lookAtDueLists: () => service.followed.look(),
    sweep: () => removeOld(stores.db, clock().getTime()),
    [Symbol.asyncDispose]: async () => {
      service.endStreams();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await service.close();
      await link?.close();
      await fresh?.[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}
