import {
  problem,
  VerificationError,
  type CheckOutcome,
  type DidResolver,
  type Problem,
  type ProblemCode,
  type StatusListSource,
  type VerificationResult,
} from '@coop-credentials/core';
import { Worker } from 'node:worker_threads';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';
import type { FromThread, Job, ToThread } from './messages.ts';

export interface ThreadOptions {
  readonly url: URL;
  readonly execArgv: string[];
  readonly resolveDid: DidResolver;
  readonly fetchStatusList: StatusListSource;
  /** What a verification may use of a thread, waiting for the network not counted. */
  readonly timeLimitMs: number;
  /** From its start to its end, whatever it waits for. */
  readonly overallLimitMs: number;
}

export interface Thread {
  /** Rejects when the thread ends before it is ready. */
  readonly ready: Promise<void>;
  /** False from the moment it is given up, before it is gone. */
  readonly isAlive: () => boolean;
  /** Resolves when the thread is gone, wanted or not. */
  readonly ended: Promise<void>;
  /**
   * One verification at a time. A thread that takes too long or breaks is ended, and its verification is
   * `inconclusive`: nothing was found out about the presentation.
   */
  verify(job: Omit<Extract<Job, { type: 'verify' }>, 'type'>): Promise<VerificationResult>;
  /** Another thing it can do, under the same limits: where it is ended, each outcome is `inconclusive`. */
  checkStatuses(job: Omit<Extract<Job, { type: 'check-statuses' }>, 'type'>): Promise<readonly CheckOutcome[]>;
  end(): Promise<void>;
}

/** Bounds what a document can make a thread allocate, in MiB. Ours need a tenth of it. */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };

/** Starts a thread that verifies. */
export function createThread(options: ThreadOptions): Thread {
  const { url, execArgv, resolveDid, fetchStatusList, timeLimitMs, overallLimitMs } = options;
  const worker = new Worker(url, { execArgv, resourceLimits, env: {}, name: 'verification' });
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let alive = true;
  let current: Current | undefined;
  let watch: Stopwatch | undefined;

  const say = (message: ToThread) => {
    worker.postMessage(message);
  };
  const giveUp = (found: Problem) => {
    alive = false;
    settle((job) => {
      job.giveUp(found);
    });
    void worker.terminate();
  };
  const settle = (how: (job: Current) => void) => {
    const job = current;
    current = undefined;
    watch?.stop();
    if (job) how(job);
  };

  worker.on('message', (message: FromThread) => {
    switch (message.type) {
      case 'ready':
        ready.resolve();
        return;
      case 'resolve':
        void answer(message.call, 'did_unresolvable', async () => {
          const document = await resolveDid(message.did, { refresh: message.refresh });
          say({ type: 'resolved', call: message.call, document });
        });
        return;
      case 'fetch-status-list':
        void answer(message.call, 'fetch_failed', async () => {
          const list = await fetchStatusList(message.url, { refresh: message.refresh });
          say({ type: 'status-list', call: message.call, list });
        });
        return;
      case 'verified':
      case 'statuses-checked':
        settle((job) => {
          job.answer(message);
        });
        return;
      case 'refused':
        settle((job) => {
          job.reject(new VerificationError(message.problem));
        });
        return;
      case 'failed':
        settle((job) => {
          job.reject(new Error(`verification failed with ${message.name}`));
        });
        return;
    }
  });
  // Whatever broke it, 'exit' follows. Before it is ready it has seen nothing secret: then the cause is told.
  worker.on('error', (cause) => {
    ready.reject(new Error('a verification thread does not start', { cause }));
  });
  worker.on('exit', () => {
    ready.reject(new Error('a verification thread ended before it was ready'));
    giveUp(problem('verification_aborted'));
    ended.resolve();
  });
  ready.promise.catch(() => undefined);

  return {
    ready: ready.promise,
    isAlive: () => alive,
    ended: ended.promise,
    verify: async (job) => {
      const said = await run({ type: 'verify', ...job });
      return said.type === 'verified' ? said.result : inconclusive(problemOf(said));
    },
    checkStatuses: async (job) => {
      const said = await run({ type: 'check-statuses', ...job });
      if (said.type === 'statuses-checked') return said.outcomes;
      return job.entries.map(() => ({ outcome: 'inconclusive', problem: problemOf(said) }));
    },
    end: async () => {
      alive = false;
      await worker.terminate();
    },
  };

  function run(job: Job): Promise<Said> {
    if (current) throw new TypeError('a thread takes one job at a time');
    say(job);
    const { promise, resolve, reject } = Promise.withResolvers<Said>();
    current = { answer: resolve, giveUp: (found) => resolve({ type: 'given-up', problem: found }), reject };
    watch = createStopwatch({ timeLimitMs, overallLimitMs }, () => {
      giveUp(problem('verification_timed_out'));
    });
    return promise;
  }

  /** The network's time is not the thread's. */
  async function answer(call: number, otherwise: ProblemCode, fetchAndSay: () => Promise<void>) {
    const resume = watch?.pause();
    try {
      await fetchAndSay();
    } catch (error) {
      say({
        type: 'not-resolved',
        call,
        problem: error instanceof VerificationError ? error.problem : problem(otherwise),
      });
    } finally {
      resume?.();
    }
  }
}

type Said =
  | Extract<FromThread, { type: 'verified' | 'statuses-checked' }>
  | { readonly type: 'given-up'; readonly problem: Problem };

interface Current {
  readonly answer: (said: Said) => void;
  readonly giveUp: (found: Problem) => void;
  readonly reject: (error: Error) => void;
}

const problemOf = (said: Said): Problem => (said.type === 'given-up' ? said.problem : problem('verification_aborted'));

function inconclusive(found: Problem): VerificationResult {
  const nothing = { provesHolder: false, checks: [], credentials: [], claimsTrusted: false } as const;
  return { outcome: 'inconclusive', problem: found, ...nothing };
}
