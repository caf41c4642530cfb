import { problem, VerificationError, type DidResolver, type Verifier } from '@coop-credentials/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLookups, type Lookups } from './create-lookups.ts';
import type { ThreadEntry } from './create-thread.ts';
import { inconclusive } from './inconclusive.ts';
import { keepThreads } from './keep-threads.ts';
import { threadEntry } from './thread-entry.ts';

export interface VerificationPoolOptions {
  /** How many verifications run at once. One thread more is kept: the warm spare. */
  readonly size: number;
  /** Of the main thread, with its caches: see `verification-thread.ts`. */
  readonly resolveDid: DidResolver;
  /** A name for what went wrong with a thread; never anything of a presentation. */
  readonly onThreadLost?: (event: 'ended' | 'would_not_start') => void;
  /** What one verification may use of threads, however often it starts. */
  readonly timeLimitMs?: number;
  /** How long one may wait, for threads and documents together. */
  readonly overallLimitMs?: number;
  /** Verifications that may be waiting for a thread. */
  readonly queueLimit?: number;
  /** The longest that one waits for a thread. */
  readonly queueTimeMs?: number;
  /** Verifications that may be waiting for documents. */
  readonly fetchingLimit?: number;
  /** Another thread, for tests. */
  readonly entry?: ThreadEntry;
}

export interface VerificationPool extends Pick<Verifier, 'verifyPresentation'> {
  /** The first thread can verify; rejects if it would not start. */
  readonly ready: Promise<void>;
  /** Ends all threads; what is still being verified is inconclusive. */
  close(): Promise<void>;
}

/** A cold holder and four cold issuers need five. */
const mostRounds = 7;

/**
 * Verifies in threads, so that no document can hold up the service: one that takes too long is given up with its
 * thread, and the spare has already taken its place.
 *
 * Nothing is fetched that a verification did not come to ask for, after all that it judges without the network: an
 * answer to no question of ours, to another request or by an unknown issuer makes us fetch nothing. And no thread
 * waits for the network: where a document is not at hand, the verification leaves its thread to the next, waits
 * without one, and starts again with what was found, so that a slow web server delays nobody else.
 *
 * What finds no thread free waits in a bounded queue, first come first served.
 *
 * @throws VerificationError `service_busy` when too many wait or nothing got free in time
 */
export function createVerificationPool({
  size,
  resolveDid,
  onThreadLost = () => undefined,
  timeLimitMs = 2_000,
  overallLimitMs = 12_000,
  queueLimit = 200,
  queueTimeMs = 5_000,
  fetchingLimit = 500,
  entry = threadEntry(),
}: VerificationPoolOptions): VerificationPool {
  const threads = keepThreads({ size, entry, onThreadLost, queueLimit });
  let fetching = 0;

  return {
    ready: threads.ready,
    close: () => threads.close(),
    verifyPresentation: async (input, expected) => {
      const lookups = createLookups(resolveDid);
      const end = performance.now() + overallLimitMs;
      let left = timeLimitMs;
      for (let round = 0; round < mostRounds; round += 1) {
        const result = await threads.borrow(Math.min(queueTimeMs, end - performance.now()), async (thread) => {
          const start = performance.now();
          const found = await thread.verify({ input, expected }, { lookups, timeLimitMs: left });
          left -= performance.now() - start;
          return found;
        });
        if (result) return result;
        if (left <= 0) return inconclusive(problem('verification_timed_out'));
        if (!(await settledBefore(end, lookups))) break;
      }
      return inconclusive(problem('did_unresolvable'));
    },
  };

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
