import { readFileSync } from 'node:fs';
import { issuedCredential, orchard } from '../../core/test/factories/index.ts';
import { median, percentile, rounded } from '../../core/bench/measure.ts';
import { runningAt } from '../soak/kills.ts';
import { openShop } from '../soak/shop.ts';
import { startProcess } from '../test/bed/command-line.ts';
import { makeToken, post, readRequest } from '../test/bed/wallet.ts';

export interface ServiceRow {
  readonly 'coop-verifier': string;
  readonly median: number;
  readonly worst: number;
  readonly unit: 'ms' | 'MiB' | 'a second';
}

const DAY = 86_400_000;
const VISITS = 150;

/**
 * The real command, with its database of full durability, from the sources where it is not built: how soon it is ready,
 * what a member's answer takes, and what it has of memory before and after. Client and service share the processors.
 */
export async function measureService(rounds: number): Promise<ServiceRow[]> {
  using shop = await openShop([], 0);
  const seen = { ready: [] as number[], fresh: [] as number[], after: [] as number[], cpu: [] as number[] };
  const answers: number[] = [];
  const perSecond: number[] = [];
  const credential = await membership();
  for (let round = 0; round < Math.min(rounds, 10); round += 1) {
    await using service = await startProcess(shop.environment);
    seen.ready.push(service.startedIn);
    seen.fresh.push(residentMiB(service.pid));
    const { site, reach } = runningAt(shop, service.url);
    const prepared = [];
    for (let index = 0; index < VISITS; index += 1) {
      const link = new URL((await site.open()).links.crossDevice.app);
      link.searchParams.set('request_uri', reach(link.searchParams.get('request_uri') ?? ''));
      const request = await readRequest(link.href);
      const token = await makeToken(request, { credential, created: new Date() });
      prepared.push({ request: { ...request, responseUri: reach(request.responseUri) }, token });
    }
    const [started, before] = [performance.now(), cpuMs(service.pid)];
    const left = prepared.values();
    const work = async () => {
      for (const { request, token } of left) {
        const begun = performance.now();
        const { status, body } = await post(request, token);
        if (status !== 200) throw new Error(`The service answers ${status} ${body.code}`);
        answers.push(performance.now() - begun);
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    perSecond.push(VISITS / ((performance.now() - started) / 1_000));
    seen.cpu.push((cpuMs(service.pid) - before) / VISITS);
    seen.after.push(residentMiB(service.pid));
  }
  const row = (what: string, all: readonly number[], unit: ServiceRow['unit']): ServiceRow => ({
    'coop-verifier': what,
    median: rounded(median(all), 1),
    worst: rounded(unit === 'a second' ? Math.min(...all) : percentile(all, 99), 1),
    unit,
  });
  return [
    row('from start to ready', seen.ready, 'ms'),
    row('memory once ready (RSS)', seen.fresh, 'MiB'),
    row(`memory after ${VISITS} answers (RSS)`, seen.after, 'MiB'),
    row('an answer, of known credentials, eight at once: waited (worst: p99)', answers, 'ms'),
    row('an answer: processor time of the service', seen.cpu, 'ms'),
    row('answers', perSecond, 'a second'),
  ];
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

/** User and system time, in hundredths of a second (proc(5), `/proc/pid/stat`). */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
