import { problem, VerificationError, type Problem, type VerificationResult } from '@coop-credentials/core';
import { Worker } from 'node:worker_threads';
import type { Lookups } from './create-lookups.ts';
import { inconclusive } from './inconclusive.ts';
import type { FromThread, Job, Lookup, ToThread } from './messages.ts';

export interface ThreadEntry {
  readonly url: URL;
  readonly execArgv: string[];
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
   *
   * @returns nothing when the verification gave up because a lookup is being fetched: it is to start again then
   */
  verify(job: Job, options: VerifyOptions): Promise<VerificationResult | undefined>;
  end(): Promise<void>;
}

export interface VerifyOptions {
  readonly lookups: Lookups;
  readonly timeLimitMs: number;
}

type Settle = PromiseWithResolvers<VerificationResult | undefined> & Pick<VerifyOptions, 'lookups'>;

/** Bounds what a document can make a thread allocate, in MiB. Ours need a tenth of it. */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };

/** Starts a thread that verifies. It never waits for the network: it is told at once what is known, or to give up. */
export function createThread({ url, execArgv }: ThreadEntry): Thread {
  const worker = new Worker(url, { execArgv, resourceLimits, env: {}, name: 'verification' });
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let alive = true;
  let current: Settle | undefined;
  let deadline: NodeJS.Timeout | undefined;

  const say = (message: ToThread) => {
    worker.postMessage(message);
  };
  const settle = (how: (job: Settle) => void) => {
    const job = current;
    current = undefined;
    clearTimeout(deadline);
    if (job) how(job);
  };
  const giveUp = (found: Problem) => {
    alive = false;
    settle((job) => job.resolve(inconclusive(found)));
    void worker.terminate();
  };

  worker.on('message', (message: FromThread) => {
    switch (message.type) {
      case 'ready':
        ready.resolve();
        return;
      case 'resolve':
        void answer(message);
        return;
      case 'verified':
        settle((job) => job.resolve(message.result));
        return;
      case 'given-up':
        settle((job) => job.resolve(undefined));
        return;
      case 'refused':
        settle((job) => job.reject(new VerificationError(message.problem)));
        return;
      case 'failed':
        settle((job) => job.reject(new Error(`verification failed with ${message.name}`)));
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
    verify: (job, { lookups, timeLimitMs }) => {
      if (current) throw new TypeError('a thread takes one verification at a time');
      say({ type: 'verify', ...job });
      current = { ...Promise.withResolvers<VerificationResult | undefined>(), lookups };
      deadline = setTimeout(() => giveUp(problem('verification_timed_out')), timeLimitMs);
      return current.promise;
    },
    end: async () => {
      alive = false;
      await worker.terminate();
    },
  };

  async function answer({ call, lookup }: { readonly call: number; readonly lookup: Lookup }) {
    const finding = await current?.lookups.findNow(lookup);
    if (!finding) say({ type: 'not-here', call });
    else if ('document' in finding) say({ type: 'resolved', call, document: finding.document });
    else say({ type: 'not-resolved', call, problem: finding.problem });
  }
}
