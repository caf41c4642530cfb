import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FuzzHttpOptions } from '../test/fuzz/fuzz-http.ts';
import type { FuzzHttpOutcome } from '../test/fuzz/outcome.ts';

export interface FuzzHttpOnThreads extends Pick<FuzzHttpOptions, 'runs' | 'seed'> {
  readonly threads?: number;
  /** How many runs a thread makes before it says how they went; each batch has a seed of its own. */
  readonly batch?: number;
  /** Is told the sum so far. */
  readonly onBatch?: (soFar: FuzzHttpOutcome) => void;
}

/**
 * Shares changed calls out among threads with a running service each, until one finds a fault. A fault's seed and runs
 * give it again: `--seed=N --runs=N`.
 */
export async function fuzzHttpOnThreads(options: FuzzHttpOnThreads): Promise<FuzzHttpOutcome> {
  const { runs, seed, threads = availableParallelism(), batch = 1_000, onBatch } = options;
  const batches = Array.from({ length: Math.ceil(runs / batch) }, (_, index) => ({
    seed: seed + index * batch,
    runs: Math.min(batch, runs - index * batch),
  }));
  let sum: FuzzHttpOutcome = { runs: 0, acceptedUnchanged: 0, answers: {}, faults: [] };
  await Promise.all(Array.from({ length: Math.min(threads, batches.length) }, work));
  return sum;

  async function work(): Promise<void> {
    const thread = new Worker(new URL('./fuzz-http-thread.ts', import.meta.url));
    try {
      for (let next = batches.shift(); next && sum.faults.length === 0; next = batches.shift()) {
        thread.postMessage(next);
        // Rejects where the thread throws.
        const [outcome] = (await once(thread, 'message')) as [FuzzHttpOutcome];
        sum = together(sum, outcome);
        onBatch?.(sum);
      }
      thread.postMessage('end');
      await once(thread, 'exit');
    } finally {
      await thread.terminate();
    }
  }
}

function together(one: FuzzHttpOutcome, other: FuzzHttpOutcome): FuzzHttpOutcome {
  const answers = { ...one.answers };
  for (const [answer, times] of Object.entries(other.answers)) answers[answer] = (answers[answer] ?? 0) + times;
  return {
    runs: one.runs + other.runs,
    acceptedUnchanged: one.acceptedUnchanged + other.acceptedUnchanged,
    answers,
    faults: [...one.faults, ...other.faults],
  };
}
