import { existsSync, readFileSync } from 'node:fs';
import { issuedCredential, orchard } from '../../core/test/factories/index.ts';
import { median, percentile, rounded } from '../../core/bench/measure.ts';
import { cpuMs } from '../soak/cpu.ts';
import { runningAt } from '../soak/kills.ts';
import { openShop } from '../soak/shop.ts';
import type { Running } from '../soak/workload.ts';
import { startProcess } from '../test/bed/command-line.ts';
import { makeToken, post, type ReadRequest, readRequest } from '../test/bed/wallet.ts';

export interface ServiceRow {
  /** What was measured, under a heading that says whether it was built. */
  readonly [heading: string]: string | number;
  readonly median: number;
  readonly 'p99 or worst': number;
  readonly unit: 'ms' | 'MiB' | 'a second';
}

const DAY = 86_400_000;
const VISITS = 300;
const isBuilt = existsSync(new URL('../dist/cli/main.js', import.meta.url));

/**
 * The real command, with its database of full durability: how soon it is ready, what a member's answer takes once it is
 * warm, and what it has of memory before and after. Client and service share the processors.
 */
export async function measureService(rounds: number): Promise<ServiceRow[]> {
  using shop = await openShop([], 0);
  const environment = { ...shop.environment, RATE_LIMITS: '100000' };
  const ready: { readonly ms: number; readonly cpu: number; readonly memory: number }[] = [];
  for (let round = 1; round < Math.min(rounds, 10); round += 1) {
    await using service = await startProcess(environment);
    ready.push({ ms: service.startedIn, cpu: cpuMs(service.pid), memory: residentMiB(service.pid) });
  }

  await using service = await startProcess(environment);
  const running = runningAt(shop, service.url);
  const credential = await membership();
  await answerAll(await prepared(running, credential));
  const visits = await prepared(running, credential);
  const [started, before] = [performance.now(), cpuMs(service.pid)];
  const waited = await answerAll(visits);
  const perSecond = VISITS / ((performance.now() - started) / 1_000);
  const cpu = (cpuMs(service.pid) - before) / VISITS;

  const row = (what: string, all: readonly number[], unit: ServiceRow['unit']): ServiceRow => ({
    [`coop-verifier, ${isBuilt ? 'built' : 'from the sources'}`]: what,
    median: rounded(median(all), 1),
    'p99 or worst': rounded(percentile(all, 99), 1),
    unit,
  });
  return [
    row(
      'from start to ready, by the clock',
      ready.map(({ ms }) => ms),
      'ms',
    ),
    row(
      'from start to ready, processor time',
      ready.map((one) => one.cpu),
      'ms',
    ),
    row(
      'memory once ready (RSS)',
      ready.map(({ memory }) => memory),
      'MiB',
    ),
    row(`memory after ${2 * VISITS} answers (RSS)`, [residentMiB(service.pid)], 'MiB'),
    row('an answer of a known credential, eight at once: waited', waited, 'ms'),
    row('the same: processor time of the service', [cpu], 'ms'),
    row('the same: so many', [perSecond], 'a second'),
  ];
}

interface Visit {
  readonly request: ReadRequest;
  readonly token: string;
}

async function prepared({ site, reach }: Running, credential: object): Promise<readonly Visit[]> {
  const visits: Visit[] = [];
  while (visits.length < VISITS) {
    const link = new URL((await site.open()).links.crossDevice.app);
    link.searchParams.set('request_uri', reach(link.searchParams.get('request_uri') ?? ''));
    const request = await readRequest(link.href);
    const token = await makeToken(request, { credential, created: new Date() });
    visits.push({ request: { ...request, responseUri: reach(request.responseUri) }, token });
  }
  return visits;
}

/** @returns how long each waited, in milliseconds */
async function answerAll(visits: readonly Visit[]): Promise<readonly number[]> {
  const waited: number[] = [];
  const left = visits.values();
  const work = async () => {
    for (const { request, token } of left) {
      const begun = performance.now();
      const { status, body } = await post(request, token);
      if (status !== 200) throw new Error(`The service answers ${status} ${body.code}`);
      waited.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return waited;
}

const membership = () =>
  issuedCredential({
    issuer: orchard,
    validFrom: new Date(Date.now() - DAY),
    validUntil: new Date(Date.now() + DAY),
  });

/** Linux says it of any process. */
function residentMiB(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1]) / 1_024;
}
