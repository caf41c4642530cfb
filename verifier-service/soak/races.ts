import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startProcess } from '../test/bed/command-line.ts';
import type { RaceOrders, RaceReport } from './race-client.ts';
import { openShop, readHeld } from './shop.ts';

const run = promisify(execFile);
const client = fileURLToPath(new URL('race-client.ts', import.meta.url));
const CLIENTS = 3;

export interface RaceOutcome {
  readonly limit: number;
  readonly attempts: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Memberships that were granted another number than their limit: by the clients' count, by rows, by counter. */
  readonly wrong: readonly string[];
  readonly milliseconds: number;
}

/**
 * Several processes reserve against one real service for the same memberships at the same time (DESIGN §11). All are
 * granted exactly what the limit says, and the clients, the redemptions and the counters agree on it.
 */
export async function race({ limits, attempts, members }: { limits: number[]; attempts: number; members: number }) {
  using shop = await openShop(limits, members);
  await using service = await startProcess(shop.environment);
  const outcomes: RaceOutcome[] = [];
  for (const limit of limits) {
    const verificationIds = shop.members[limit] ?? [];
    const attemptsEach = Math.ceil(attempts / members / CLIENTS);
    const orders = { url: service.url, key: shop.key, siteUrl: shop.siteUrl, verificationIds, attemptsEach };
    const began = performance.now();
    const reports = await Promise.all(
      Array.from({ length: CLIENTS }, (_, index) => compete({ ...orders, name: `limit ${limit} client ${index}` })),
    );
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
      milliseconds,
    });
  }
  return outcomes;
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
