import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startProcess, type RunningProcess } from '../test/bed/command-line.ts';
import { freePort } from './free-port.ts';
import type { RaceOrders, RaceReport } from './race-client.ts';
import { openShop, readHeld } from './shop.ts';

const run = promisify(execFile);
const client = fileURLToPath(new URL('race-client.ts', import.meta.url));
const CLIENTS = 3;

export interface RaceOptions {
  readonly limits: readonly number[];
  readonly attempts: number;
  readonly members: number;
  /** Processes on one database, which the clients ask in turn; more than one needs a PostgreSQL. */
  readonly replicas?: number;
  /** Milliseconds after which one of them is killed, and started again, over and over. */
  readonly killEvery?: number;
  /** Further settings, such as another `DATABASE_URL`. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface RaceOutcome {
  readonly limit: number;
  readonly attempts: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Memberships that were granted another number than their limit: by the clients' count, by rows, by counter. */
  readonly wrong: readonly string[];
  /** Processes that were killed in the middle. */
  readonly kills: number;
  readonly milliseconds: number;
}

/**
 * Several processes reserve against one or more real services for the same memberships at the same time.
 * All are granted exactly what the limit says, and the clients, the redemptions and the counters agree on it.
 */
export async function race({ limits, attempts, members, replicas = 1, killEvery, environment }: RaceOptions) {
  using shop = await openShop(limits, members, environment);
  const ports = await Promise.all(Array.from({ length: replicas }, freePort));
  const start = (port: number) => startProcess({ ...shop.environment, PORT: String(port) });
  const running: RunningProcess[] = [];
  for (const port of ports) running.push(await start(port));
  const urls = running.map(({ url }) => url);
  const outcomes: RaceOutcome[] = [];
  try {
    for (const limit of limits) {
      const verificationIds = shop.members[limit] ?? [];
      const attemptsEach = Math.ceil(attempts / members / CLIENTS);
      const orders = { urls, key: shop.key, siteUrl: shop.siteUrl, verificationIds, attemptsEach };
      const began = performance.now();
      const over = new AbortController();
      const killing = killEvery === undefined ? 0 : killInTurn(over.signal, killEvery);
      const reports = await Promise.all(
        Array.from({ length: CLIENTS }, (_, index) => compete({ ...orders, name: `limit ${limit} client ${index}` })),
      );
      over.abort();
      const kills = await killing;
      const milliseconds = Math.round(performance.now() - began);
      const granted = sum(reports.map((report) => report.granted));
      const held = await readHeld(shop, verificationIds, limit);
      outcomes.push({
        limit,
        attempts: attemptsEach * members * CLIENTS,
        statuses: sum(reports.map((report) => report.statuses)),
        wrong: verificationIds.flatMap((id, index) => {
          const counts = [granted[id], held[index]?.held, held[index]?.counted];
          return counts.every((count) => count === limit) ? [] : [`${id}: ${counts.join(', ')}`];
        }),
        kills,
        milliseconds,
      });
    }
  } finally {
    await Promise.all(running.map(({ end }) => end('SIGKILL')));
  }
  return outcomes;

  /** One replica at a time is away: killed as it is, and started again at the same address. */
  async function killInTurn(until: AbortSignal, every: number): Promise<number> {
    let kills = 0;
    while (!until.aborted) {
      await sleep(every, undefined, { signal: until }).catch(() => undefined);
      if (until.aborted) break;
      const which = kills % running.length;
      await running[which]!.end('SIGKILL');
      kills += 1;
      running[which] = await start(ports[which]!);
    }
    return kills;
  }
}

async function compete(orders: RaceOrders): Promise<RaceReport> {
  const args = ['--conditions=@coop-credentials/source', client, JSON.stringify(orders)];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as RaceReport;
}

function sum(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const [name, count] of counts.flatMap((one) => Object.entries(one))) total[name] = (total[name] ?? 0) + count;
  return total;
}
