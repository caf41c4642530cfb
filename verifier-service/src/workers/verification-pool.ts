import { problem, VerificationError, type Verifier } from '@coop-credentials/core';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ListBoard } from '../recognition/list-board.ts';
import { createLookups, type Lookups, type Sources } from './create-lookups.ts';
import type { Lost } from './create-thread.ts';
import { inconclusive } from './inconclusive.ts';
import { keepThreads, type ThreadLoad } from './keep-threads.ts';
import type { Done, Job } from './messages.ts';
import type { StartedThread, ThreadEntry } from './start-thread.ts';
import { threadEntry } from './thread-entry.ts';

/** `resolveDid` and `fetchStatusList` are the main thread's, with their caches: see `verification-thread.ts`. */
export interface VerificationPoolOptions extends Sources {
  /** How many verifications run at once. One thread more is kept: the warm spare. */
  readonly size: number;
  /** Certificates in DER that the `x5c` of an SD-JWT VC's issuer may lead to; none by default. */
  readonly trustedRoots?: readonly Uint8Array[];
  /** Recognition lists that every thread looks issuers up in. */
  readonly board?: Pick<ListBoard, 'shared' | 'onChange'> | undefined;
  /** A thread that was started before everything else was loaded. */
  readonly early?: StartedThread | undefined;
  /** A name for what went wrong with a thread; never anything of a presentation. */
  readonly onThreadLost?: (event: 'ended' | 'would_not_start') => void;
  /** Milliseconds that a verification waited for a thread. */
  readonly onWaited?: (milliseconds: number) => void;
  /** What one verification may use of threads, however often it starts. */
  readonly timeLimitMs?: number;
  /** How long one may wait, for threads and documents together. */
  readonly overallLimitMs?: number;
  /** Verifications that may be waiting for a thread. */
  readonly queueLimit?: number;
  /** The longest that one waits for a thread. */
  readonly queueTimeMs?: number;
  /** Verifications that may be waiting for documents and lists. */
  readonly fetchingLimit?: number;
  /** Another thread, for tests. */
  readonly entry?: ThreadEntry;
}

export interface VerificationPool extends Pick<Verifier, 'verifyPresentation' | 'verifyDocument' | 'checkStatuses'> {
  /** The first thread can verify; rejects if it would not start. */
  readonly ready: Promise<void>;
  load(): ThreadLoad;
  /** Ends all threads; what is still being verified is inconclusive. */
  close(): Promise<void>;
}

/** A cold holder and four cold issuers, each with a cold list, need nine, and one to conclude. */
const mostRounds = 11;

/**
 * Verifies in threads, so that no document can hold up the service: one that takes too long is given up with its
 * thread, and the spare has already taken its place.
 *
 * Nothing is fetched that a verification did not come to ask for, after all that it judges without the network: an
 * answer to no question of ours, to another request or by an unknown issuer makes us fetch nothing, and a status list
 * is fetched only for a credential that a recognised issuer did sign. And no thread waits for the network: where a
 * document or list is not at hand, the verification leaves its thread to the next, waits
 * without one, and starts again with what was found, so that a slow web server delays nobody else.
 *
 * What finds no thread free waits in a bounded queue, first come first served.
 *
 * @throws VerificationError `service_busy` when too many wait or nothing got free in time
 */
export function createVerificationPool({
  size,
  trustedRoots = [],
  board,
  early,
  resolveDid,
  fetchStatusList,
  onThreadLost = () => undefined,
  onWaited,
  timeLimitMs = 2_000,
  overallLimitMs = 12_000,
  queueLimit = 200,
  queueTimeMs = 5_000,
  fetchingLimit = 500,
  entry = threadEntry(),
}: VerificationPoolOptions): VerificationPool {
  const threads = keepThreads({ size, entry, trustedRoots, board, early, onThreadLost, queueLimit, onWaited });
  const sources = { resolveDid, fetchStatusList };
  let fetching = 0;

  return {
    ready: threads.ready,
    load: () => threads.load(),
    close: () => threads.close(),
    verifyPresentation: async (input, expected) => {
      const done = await run({ type: 'verify', input, expected }, createLookups(sources));
      return done.type === 'verified' ? done.result : inconclusive(problemOf(done));
    },
    verifyDocument: async (input, expected = {}) => {
      const done = await run({ type: 'verify-document', input, expected }, createLookups(sources));
      return done.type === 'verified' ? done.result : inconclusive(problemOf(done));
    },
    checkStatuses: async (issuer, entries, { now = new Date(), refresh = false } = {}) => {
      const lists = new Set(entries.map(({ list }) => list)).size;
      const job = { type: 'check-statuses', issuer, entries, now, refresh } as const;
      const done = await run(job, createLookups(sources, lists));
      if (done.type === 'statuses-checked') return done.outcomes;
      return entries.map(() => ({ outcome: 'inconclusive', problem: problemOf(done) }));
    },
  };

  async function run(job: Job, lookups: Lookups): Promise<Done | Lost> {
    const end = performance.now() + overallLimitMs;
    let left = timeLimitMs;
    for (let round = 0; round < mostRounds; round += 1) {
      const done = await threads.borrow(Math.min(queueTimeMs, end - performance.now()), async (thread) => {
        const start = performance.now();
        const found = await thread.run(job, { lookups, timeLimitMs: left });
        left -= performance.now() - start;
        return found;
      });
      if (done) return done;
      if (left <= 0) return { type: 'lost', problem: problem('verification_timed_out') };
      if (!(await settledBefore(end, lookups))) break;
    }
    return { type: 'lost', problem: lookups.problemIfLate() };
  }

  /** Whether everything that was looked up is known in time. */
  async function settledBefore(end: number, lookups: Lookups): Promise<boolean> {
    if (fetching >= fetchingLimit) throw new VerificationError(problem('service_busy'));
    fetching += 1;
    const over = new AbortController();
    const late = sleep(Math.max(end - performance.now(), 0), false, { signal: over.signal });
    try {
      return await Promise.race([lookups.settled().then(() => true), late.catch(() => false)]);
    } finally {
      over.abort();
      fetching -= 1;
    }
  }
}

const problemOf = (done: Done | Lost) => (done.type === 'lost' ? done.problem : problem('verification_aborted'));
