import { problem, VerificationError, type Problem } from '@coop-credentials/core';
import type { BoardLists } from '../recognition/list-board.ts';
import type { Lookups } from './create-lookups.ts';
import type { Done, FromThread, Job, Lookup, ToThread } from './messages.ts';
import type { StartedThread } from './start-thread.ts';

export interface Thread {
  /** Rejects when the thread ends before it is ready. */
  readonly ready: Promise<void>;
  /** False from the moment it is given up, before it is gone. */
  readonly isAlive: () => boolean;
  /** Resolves when the thread is gone, wanted or not. */
  readonly ended: Promise<void>;
  /**
   * One job at a time. A thread that takes too long or breaks is ended, and its job is `lost`: nothing was found out.
   *
   * @returns nothing when the job was given up because a lookup is being fetched: it is to start again then
   */
  run(job: Job, options: RunOptions): Promise<Done | Lost | undefined>;
  /** New recognition lists, before its next job. */
  tellLists(lists: BoardLists): void;
  end(): Promise<void>;
}

/** A job that ended with its thread. */
export interface Lost {
  readonly type: 'lost';
  readonly problem: Problem;
}

export interface RunOptions {
  readonly lookups: Lookups;
  readonly timeLimitMs: number;
}

type Settle = PromiseWithResolvers<Done | Lost | undefined> & Pick<RunOptions, 'lookups'>;

/** A thread that verifies. It never waits for the network: it is told at once what is known, or to give up. */
export function createThread(
  { worker, ready, ended }: StartedThread,
  trustedRoots: readonly Uint8Array[] = [],
  lists: BoardLists = new Map(),
): Thread {
  worker.ref();
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
    settle((job) => job.resolve({ type: 'lost', problem: found }));
    void worker.terminate();
  };

  worker.on('message', (message: FromThread) => {
    switch (message.type) {
      case 'ready':
        return;
      case 'needs':
        void answer(message);
        return;
      case 'verified':
      case 'statuses-checked':
        settle((job) => job.resolve(message));
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
  if (trustedRoots.length > 0) say({ type: 'trust', roots: trustedRoots });
  const tellLists = (lists: BoardLists) => say({ type: 'lists', lists });
  if (lists.size > 0) tellLists(lists);
  const gone = ended.then(() => giveUp(problem('verification_aborted')));

  return {
    ready,
    isAlive: () => alive,
    ended: gone,
    tellLists,
    run: (job, { lookups, timeLimitMs }) => {
      if (current) throw new TypeError('a thread takes one job at a time');
      say(job);
      current = { ...Promise.withResolvers<Done | Lost | undefined>(), lookups };
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
    else if ('found' in finding) say({ type: 'found', call, found: finding.found });
    else say({ type: 'not-found', call, problem: finding.problem });
  }
}
