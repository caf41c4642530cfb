import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type CredentialFormat } from '@coop-credentials/core/profile';
import { median, rounded, type Rounds } from '../../core/bench/measure.ts';
import { unseenPresentations } from '../../core/bench/workload.ts';

export interface HttpRow {
  readonly 'over HTTP, unseen': CredentialFormat;
  readonly verifier: string;
  /** Of the server's process, with all its threads. */
  readonly 'ms (CPU)': number;
  readonly 'requests/s': number;
  readonly 'times stock': number;
  readonly 'times stock, requests/s': number;
}

const servers = [
  { name: 'stock', verifier: 'stock', threads: 0 },
  { name: 'core', verifier: 'core', threads: 0 },
  { name: 'core, one thread', verifier: 'core', threads: 1 },
  { name: 'core, two threads', verifier: 'core', threads: 2 },
] as const;

const AT_ONCE = 8;
const formats: readonly CredentialFormat[] = ['vcdm1.1-ed25519-2020', 'vcdm2-eddsa-rdfc-2022'];

/**
 * A whole request: client, form, parsing, verifying, answer, behind the same Express. The client takes of the same
 * processors; the rounds of all servers are interleaved.
 */
export async function measureHttp({ rounds, runsPerRound }: Rounds): Promise<HttpRow[]> {
  const rows: HttpRow[] = [];
  for (const format of formats) {
    const documents = await unseenPresentations(format, (rounds + 1) * runsPerRound);
    const children: ChildProcess[] = [];
    try {
      const ports: number[] = [];
      for (const { verifier, threads } of servers) {
        const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [
          JSON.stringify({ verifier, format, threads }),
        ]);
        children.push(child);
        const [port] = (await once(child, 'message')) as [number];
        ports.push(port);
      }
      const results = servers.map((): { ms: number; perSecond: number }[] => []);
      for (let round = 0; round <= rounds; round++) {
        const some = documents.slice(round * runsPerRound, (round + 1) * runsPerRound);
        for (const [index, port] of ports.entries()) {
          const result = await postAll(port, some);
          if (round > 0) results[index]!.push(result); // The first warms up.
        }
      }
      rows.push(...describe(format, results));
    } finally {
      for (const child of children) child.kill();
    }
  }
  return rows;
}

async function postAll(port: number, documents: readonly string[]): Promise<{ ms: number; perSecond: number }> {
  const left = documents.values();
  const [started, before] = [performance.now(), await cpuOf(port)];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const vpToken of left) {
        const body = new URLSearchParams({ vp_token: vpToken });
        const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
        await response.arrayBuffer();
        if (response.status !== 200) throw new Error(`A server of the benchmark answers ${response.status}`);
      }
    }),
  );
  const perSecond = documents.length / ((performance.now() - started) / 1_000);
  return { ms: ((await cpuOf(port)) - before) / 1_000 / documents.length, perSecond };
}

async function cpuOf(port: number): Promise<number> {
  const { user, system } = (await (await fetch(`http://127.0.0.1:${port}/cpu`)).json()) as NodeJS.CpuUsage;
  return user + system;
}

function describe(format: CredentialFormat, results: readonly { ms: number; perSecond: number }[][]): HttpRow[] {
  const costs = results.map((all) => median(all.map(({ ms }) => ms)));
  const speeds = results.map((all) => median(all.map(({ perSecond }) => perSecond)));
  return servers.map(({ name }, index) => ({
    'over HTTP, unseen': format,
    verifier: name,
    'ms (CPU)': rounded(costs[index]!, 3),
    'requests/s': Math.round(speeds[index]!),
    'times stock': rounded(costs[0]! / costs[index]!),
    'times stock, requests/s': rounded(speeds[index]! / speeds[0]!),
  }));
}
