import { mainFormats } from '../../core/bench/formats.ts';
import { percentile, rounded } from '../../core/bench/measure.ts';
import { unseenPresentations } from '../../core/bench/workload.ts';
import { worstAnswers } from '../../core/bench/worst.ts';
import { post, startServer } from './http.ts';

export interface HostileRow {
  readonly 'while hostile answers are posted': string;
  readonly request: 'another page' | 'a presentation';
  readonly 'p50 (ms)': number;
  readonly 'p99 (ms)': number;
  readonly requests: number;
}

const AT_ONCE = 4;
const [, format] = mainFormats;

/**
 * How long other requests wait, by the clock of a client on the same machine, while so many others post the dearest
 * answers that are within the limits, one after the other.
 */
export async function measureHostile(rounds: number): Promise<HostileRow[]> {
  const documents = await unseenPresentations(format!, 60 * rounds);
  const hostile = (await worstAnswers()).map(({ text }) => text);
  const rows: HostileRow[] = [];
  for (const [place, threads] of [
    ['in the main thread', 0],
    ['in one thread', 1],
    ['in two threads', 2],
  ] as const) {
    const { child, url } = await startServer({
      verifier: 'core',
      threads,
      format: format!.name,
      issuer: format!.issuer,
    });
    try {
      await timeRequests(url, documents.slice(0, 60));
      for (const [title, texts] of [['none', []] as const, [`${AT_ONCE} at once`, hostile] as const]) {
        const over = new AbortController();
        const posting = postUntil(over.signal, `${url}/hostile`, texts);
        const times = await timeRequests(url, documents);
        over.abort();
        await posting;
        const what = { 'while hostile answers are posted': `${title}, verified ${place}` };
        rows.push({ ...what, request: 'another page', ...summary(times.page) });
        rows.push({ ...what, request: 'a presentation', ...summary(times.presentation) });
      }
    } finally {
      child.kill();
    }
  }
  return rows;
}

async function postUntil(signal: AbortSignal, url: string, texts: readonly string[]): Promise<void> {
  if (texts.length === 0) return;
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (!signal.aborted) await post(url, texts[next++ % texts.length]!);
    }),
  );
}

/** A page that verifies nothing, and a member's presentation, in turns. */
async function timeRequests(url: string, documents: readonly string[]) {
  const [page, presentation]: [number[], number[]] = [[], []];
  for (const document of documents) {
    page.push(await timed(async () => (await fetch(`${url}/cpu`)).arrayBuffer()));
    presentation.push(await timed(() => post(`${url}/`, document)));
  }
  return { page, presentation };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

const summary = (times: readonly number[]) => ({
  'p50 (ms)': rounded(percentile(times, 50), 1),
  'p99 (ms)': rounded(percentile(times, 99), 1),
  requests: times.length,
});
