import {
  problem,
  VerificationError,
  type DidResolver,
  type Problem,
  type VerificationResult,
} from '@coop-credentials/core';
import { Worker } from 'node:worker_threads';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';
import type { FromThread, ToThread } from './messages.ts';

export interface ThreadOptions {
  readonly url: URL;
  readonly execArgv: string[];
  readonly resolveDid: DidResolver;
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
  verify(job: Omit<Extract<ToThread, { type: 'verify' }>, 'type'>): Promise<VerificationResult>;
  end(): Promise<void>;
}

/** Bounds what a document can make a thread allocate, in MiB. Ours need a tenth of it. */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };

/** Starts a thread that verifies. */
export function createThread({ url, execArgv, resolveDid, timeLimitMs, overallLimitMs }: ThreadOptions): Thread {
  const worker = new Worker(url, { execArgv, resourceLimits, env: {}, name: 'verification' });
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let alive = true;
  let current: PromiseWithResolvers<VerificationResult> | undefined;
  let watch: Stopwatch | undefined;

  const say = (message: ToThread) => {
    worker.postMessage(message);
  };
  const giveUp = (found: Problem) => {
    alive = false;
    settle((job) => {
      job.resolve(inconclusive(found));
    });
    void worker.terminate();
  };
  const settle = (how: (job: PromiseWithResolvers<VerificationResult>) => void) => {
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
        void resolve(message);
        return;
      case 'verified':
        settle((job) => {
          job.resolve(message.result);
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
    verify: (job) => {
      if (current) throw new TypeError('a thread takes one verification at a time');
      say({ type: 'verify', ...job });
      current = Promise.withResolvers();
      watch = createStopwatch({ timeLimitMs, overallLimitMs }, () => {
        giveUp(problem('verification_timed_out'));
      });
      return current.promise;
    },
    end: async () => {
      alive = false;
      await worker.terminate();
    },
  };

  async function resolve({ call, did, refresh }: Extract<FromThread, { type: 'resolve' }>) {
    const resume = watch?.pause();
    try {
      const document = await resolveDid(did, { refresh });
      say({ type: 'resolved', call, document });
    } catch (error) {
      const found = error instanceof VerificationError ? error.problem : problem('did_unresolvable');
      say({ type: 'not-resolved', call, problem: found });
    } finally {
      resume?.();
    }
  }
}

function inconclusive(found: Problem): VerificationResult {
  const nothing = { provesHolder: false, checks: [], credentials: [], claimsTrusted: false } as const;
  return { outcome: 'inconclusive', problem: found, ...nothing };
}
