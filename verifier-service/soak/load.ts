import { setTimeout as sleep } from 'node:timers/promises';
import { holder, issuedCredential, orchard } from '../../core/test/factories/index.ts';
import { startProcess } from '../test/bed/command-line.ts';
import { siteClient, type SiteClient } from '../test/bed/site-client.ts';
import { post, readRequest } from '../test/bed/wallet.ts';
import { freePort } from './free-port.ts';
import { cpuMs } from './cpu.ts';
import { quickToken } from './quick-wallet.ts';
import { openShop, type Shop } from './shop.ts';
import { spreadOf, type Spread } from './spread.ts';

export interface LoadOptions {
  /** Visits that begin in a second, whether or not those before have ended. */
  readonly perSecond: number;
  readonly seconds: number;
  /** Processes that share one database, asked in turn. */
  readonly replicas: number;
  /** Further settings, such as another `DATABASE_URL`. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface LoadOutcome {
  readonly replicas: number;
  readonly begun: number;
  /** Accepted and collected. */
  readonly accepted: number;
  /** What was answered otherwise, by status and code. */
  readonly errors: Readonly<Record<string, number>>;
  /** Accepted in a second, over all of the run. */
  readonly perSecond: number;
  /** Milliseconds from sending a presentation to its answer; and of the whole visit, four calls and a signature. */
  readonly answer: Spread;
  readonly visit: Spread;
  /** Mebibytes of the largest process, at its largest. */
  readonly rss: number;
  /** Milliseconds of processor time for a visit: of all the service's processes; and of the members' wallets and sites. */
  readonly cpu: number;
  readonly cpuOfClients: number;
  /** Of the machine, over the last minute: these figures are of a machine that did this besides. */
  readonly loadAverage: number;
}

const DAY = 86_400_000;

/**
 * Members come at a fixed rate and show their memberships, from the request to the collected result, to real processes.
 * The wallets sign on the same processors.
 */
export async function load({ perSecond, seconds, replicas, environment = {} }: LoadOptions): Promise<LoadOutcome> {
  using shop = await openShop([], 0, environment);
  await using running = await startReplicas(shop, replicas);
  const membership = await issuedCredential({
    issuer: orchard,
    validFrom: new Date(Date.now() - DAY),
    validUntil: new Date(Date.now() + DAY),
  });
  const [before, ownBefore] = [running.cpu(), cpuMs(process.pid)];
  const outcome = await comeAtRate({ perSecond, seconds }, (index) => {
    const { site, reach } = running.at(index);
    return show(site, reach, membership);
  });
  const each = (ms: number) => Math.round((ms / outcome.begun) * 100) / 100;
  return {
    replicas,
    ...outcome,
    rss: await running.rss(),
    cpu: each(running.cpu() - before),
    cpuOfClients: each(cpuMs(process.pid) - ownBefore),
    loadAverage: await loadAverage(),
  };
}

/** One visit. @throws Error naming what was answered otherwise */
export async function show(site: SiteClient, reach: (address: string) => string, credential: object): Promise<number> {
  const { id, links } = await site.open();
  const link = new URL(links.crossDevice.app);
  link.searchParams.set('request_uri', reach(link.searchParams.get('request_uri') ?? ''));
  const request = await readRequest(link.href);
  const token = await quickToken(request, { credential, holder, created: new Date() });
  const sent = performance.now();
  const answered = await post({ ...request, responseUri: reach(request.responseUri) }, token);
  const took = performance.now() - sent;
  if (answered.status !== 200) throw new Error(`answer ${answered.status} ${answered.body.code}`);
  const { status, body } = await site.collect(id);
  if (status !== 200 || !body.verification) throw new Error(`collect ${status} ${body.code}`);
  return took;
}

/** Begins a visit at each of its moments, however long the others take. */
export async function comeAtRate(
  { perSecond, seconds }: Pick<LoadOptions, 'perSecond' | 'seconds'>,
  visit: (index: number) => Promise<number>,
) {
  const [answers, visits]: number[][] = [[], []];
  const errors: Record<string, number> = {};
  const began = performance.now();
  const going: Promise<void>[] = [];
  const total = perSecond * seconds;
  for (let index = 0; index < total; index += 1) {
    const due = began + (index * 1_000) / perSecond;
    if (due > performance.now()) await sleep(due - performance.now());
    going.push(
      visit(index).then(
        (took) => {
          answers!.push(took);
          visits!.push(performance.now() - due);
        },
        (error: unknown) => {
          const name = error instanceof Error ? error.message.slice(0, 80) : String(error);
          errors[name] = (errors[name] ?? 0) + 1;
        },
      ),
    );
  }
  await Promise.all(going);
  const took = (performance.now() - began) / 1_000;
  const accepted = answers!.length;
  return {
    begun: total,
    accepted,
    errors,
    perSecond: Math.round(accepted / took),
    answer: spreadOf(answers!),
    visit: spreadOf(visits!),
  };
}

async function startReplicas(shop: Shop, count: number) {
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  const started: Awaited<ReturnType<typeof startProcess>>[] = [];
  // One after the other: the first makes what all share.
  for (const port of ports) {
    const own = { RATE_LIMITS: 'address=1000000,site=1000000,request=1000', METRICS_ADDRESS: `127.0.0.1:${port}` };
    started.push(await startProcess({ ...shop.environment, ...own }));
  }
  let largest = 0;
  const look = async () => {
    for (const port of ports) {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      largest = Math.max(largest, Number(/^process_resident_memory_bytes (\d+)$/m.exec(text)?.[1] ?? 0));
    }
  };
  const looking = setInterval(() => void look().catch(() => undefined), 1_000);
  const clients = started.map(({ url }) => ({
    site: siteClient(url, siteAt(shop.siteUrl), shop.key),
    reach: (address: string) => address.replace(shop.environment['PUBLIC_URL'] ?? '', url),
  }));
  return {
    cpu: () => started.reduce((sum, { pid }) => sum + cpuMs(pid), 0),
    at: (index: number) => clients[index % clients.length]!,
    rss: async () => {
      await look();
      return Math.round(largest / 2 ** 20);
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(looking);
      await Promise.all(started.map(({ end }) => end('SIGTERM')));
    },
  };
}

export const siteAt = (url: string) => ({
  ...{ id: '', name: '', url, origin: '', did: '', keyId: '' },
  publicKey: { kty: 'OKP', crv: 'Ed25519', x: '' } as const,
});

export async function loadAverage(): Promise<number> {
  const { loadavg } = await import('node:os');
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}
