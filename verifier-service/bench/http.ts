import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Format } from '../../core/bench/formats.ts';
import { answered } from '../../core/bench/library.ts';
import { median, rounded, type Rounds, typical } from '../../core/bench/measure.ts';
import { knownPresentations, unseenPresentations } from '../../core/bench/workload.ts';
import type { ServerOrder } from './server.ts';

export interface HttpRow {
  readonly 'over HTTP': string;
  readonly verifier: string;
  /** Of the server's process, with all its threads. */
  readonly 'ms (CPU)': number;
  readonly 'requests/s': number;
  readonly 'times stock': number;
  readonly 'times stock, requests/s': number;
}

/** None of them stores or logs anything: what a verifier costs behind the same Express. */
const servers = [
  { name: 'stock', verifier: 'stock', threads: 0 },
  { name: 'core', verifier: 'core', threads: 0 },
  { name: 'core, one thread', verifier: 'core', threads: 1 },
  { name: 'core, two threads', verifier: 'core', threads: 2 },
] as const;

const AT_ONCE = 8;

/** Node still makes code faster after five thousand requests, and memos fill until ten thousand; a service has served more. */
const WARM_UP = 12_000;

/** By then a slow verifier, which runs more code in each, has come to its pace, too. */
const WARM_UP_WITHIN = 8_000;

/**
 * A whole request: client, form, parsing, verifying, answer, behind the same Express. The client takes of the same
 * processors; the rounds of all servers are interleaved.
 */
export async function measureHttp(formats: readonly Format[], rounds: Rounds): Promise<HttpRow[]> {
  const rows: HttpRow[] = [];
  for (const format of formats) {
    const { rounds: count, runsPerRound } = format.isSlow ? { rounds: 2, runsPerRound: 8 } : rounds;
    const warmUp = format.isMain ? WARM_UP : runsPerRound;
    const needed = warmUp + count * runsPerRound;
    const given = {
      unseen: await unseenPresentations(format, needed),
      known: await knownPresentations(format, needed),
    };
    for (const [what, documents] of Object.entries(given)) {
      const results = await measureServers(format, documents, { rounds: count, runsPerRound, warmUp });
      rows.push(...describe(`${what} ${format.name}`, results));
    }
  }
  return rows;
}

interface Measured {
  readonly ms: number;
  readonly perSecond: number;
}

async function measureServers(
  format: Format,
  documents: readonly string[],
  { rounds, runsPerRound, warmUp }: Rounds & { readonly warmUp: number },
) {
  const running: Server[] = [];
  try {
    for (const { verifier, threads } of servers) {
      running.push(await startServer({ verifier, threads, format: format.name, issuer: format.issuer }));
    }
    const results = servers.map((): Measured[] => []);
    for (const { url } of running) await postAll(url, documents.slice(0, warmUp), WARM_UP_WITHIN);
    for (let round = 0; round < rounds; round++) {
      const first = warmUp + round * runsPerRound;
      const some = documents.slice(first, first + runsPerRound);
      for (const [index, { url }] of running.entries()) results[index]!.push(await postAll(url, some));
    }
    return results;
  } finally {
    for (const { child } of running) child.kill();
  }
}

export interface Server {
  readonly child: ChildProcess;
  readonly url: string;
}

export async function startServer(order: ServerOrder): Promise<Server> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [JSON.stringify(order)]);
  return { child, url: `http://127.0.0.1:${String(await answered(child))}` };
}

async function postAll(url: string, documents: readonly string[], within = Infinity): Promise<Measured> {
  const left = documents.values();
  const [started, before] = [performance.now(), await cpuOf(url)];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const vpToken of left) {
        if (performance.now() - started > within) return;
        await post(`${url}/`, vpToken);
      }
    }),
  );
  const perSecond = documents.length / ((performance.now() - started) / 1_000);
  return { ms: ((await cpuOf(url)) - before) / 1_000 / documents.length, perSecond };
}

export async function post(url: string, vpToken: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ vp_token: vpToken }) });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`A server of the benchmark answers ${response.status}`);
}

async function cpuOf(url: string): Promise<number> {
  const { user, system } = (await (await fetch(`${url}/cpu`)).json()) as NodeJS.CpuUsage;
  return user + system;
}

function describe(presentations: string, results: readonly Measured[][]): HttpRow[] {
  const costs = results.map((all) => typical(all.map(({ ms }) => ms)));
  const speeds = results.map((all) => median(all.map(({ perSecond }) => perSecond)));
  return servers.map(({ name }, index) => ({
    'over HTTP': presentations,
    verifier: name,
    'ms (CPU)': rounded(costs[index]!, 3),
    'requests/s': Math.round(speeds[index]!),
    'times stock': rounded(costs[0]! / costs[index]!),
    'times stock, requests/s': rounded(speeds[index]! / speeds[0]!),
  }));
}
