import {
  problem,
  VerificationError,
  type CachedStatusLists,
  type DidResolver,
  type Verifier,
} from '@coop-credentials/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { createThread, type Thread } from './create-thread.ts';
import { mentionedDids } from './mentioned-dids.ts';
import { mentionedStatusLists } from './mentioned-status-lists.ts';
import { threadEntry } from './thread-entry.ts';

export interface VerificationPoolOptions {
  /** How many verifications run at once. One thread more is kept: the warm spare. */
  readonly size: number;
  /** Of the main thread, with its one cache: see `verification-thread.ts`. */
  readonly resolveDid: DidResolver;
  /** Of the main thread too. */
  readonly statusLists: CachedStatusLists;
  /** A name for what went wrong with a thread; never anything of a presentation. */
  readonly onThreadLost?: (event: 'ended' | 'would_not_start') => void;
  readonly timeLimitMs?: number;
  readonly overallLimitMs?: number;
  /** How long DIDs may take to resolve before a thread is asked for. */
  readonly resolveTimeMs?: number;
  /** Verifications that may be waiting for DIDs or a thread. */
  readonly queueLimit?: number;
  /** The longest that one waits. */
  readonly queueTimeMs?: number;
  /** Another thread, for tests. */
  readonly entry?: { readonly url: URL; readonly execArgv: string[] };
}

export interface VerificationPool extends Pick<Verifier, 'verifyPresentation' | 'checkStatuses'> {
  /** The first thread can verify; rejects if it would not start. */
  readonly ready: Promise<void>;
  /** Ends all threads; what is still being verified is inconclusive. */
  close(): Promise<void>;
}

/** What a job will ask of the network. */
interface Needs {
  readonly dids: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
}

interface Waiting {
  readonly start: (thread: Thread) => void;
  readonly refuse: () => void;
}

/** Before a thread that would not start is tried again. */
const startAgainMs = 1_000;

/**
 * Verifies in threads, so that no document can hold up the service: one that takes too long is given up with its
 * thread, and the spare has already taken its place.
 *
 * What a document says it needs of `did:web` is resolved first, while no thread is held: a co-op's slow web server,
 * or a stranger's, delays nobody else. A thread that asks again finds it in the resolver's cache. So are status lists,
 * but only those that a verified credential has named before: nobody makes us fetch any address they like.
 *
 * `size + 1` threads run, and at most `size` are busy. What finds none free waits in a bounded queue, first come
 * first served.
 *
 * @throws VerificationError `service_busy` when the queue is full or nothing got free in time
 */
export function createVerificationPool({
  size,
  resolveDid,
  statusLists,
  onThreadLost = () => undefined,
  timeLimitMs = 2_000,
  overallLimitMs = 4_000,
  resolveTimeMs = 3_500,
  queueLimit = 200,
  queueTimeMs = 5_000,
  entry = threadEntry(),
}: VerificationPoolOptions): VerificationPool {
  const all = new Set<Thread>();
  const idle: Thread[] = [];
  const queue: Waiting[] = [];
  let pending = 0;
  let busy = 0;
  let closed = false;

  const firsts = Array.from({ length: size + 1 }, start);
  const ready = Promise.any(firsts.map((thread) => thread.ready));
  ready.catch(() => undefined);

  return {
    ready,
    verifyPresentation: (input, expected) =>
      inThread({ dids: mentionedDids(input), lists: mentionedStatusLists(input) }, (thread) =>
        thread.verify({ input, expected }),
      ),
    checkStatuses: (issuer, entries, { now = new Date(), refresh = false } = {}) => {
      const lists = new Set(refresh ? [] : entries.map(({ list }) => list));
      return inThread({ dids: mentionedDids(issuer), lists }, (thread) =>
        thread.checkStatuses({ issuer, entries, now, refresh }),
      );
    },
    close: async () => {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.refuse();
      await Promise.all([...all].map((thread) => thread.end()));
    },
  };

  async function inThread<T>(needs: Needs, run: (thread: Thread) => Promise<T>): Promise<T> {
    if (closed || pending >= queueLimit + size) throw new VerificationError(problem('service_busy'));
    pending += 1;
    try {
      await fetchBefore(needs);
      const thread = await take();
      return await run(thread).finally(() => {
        giveBack(thread);
      });
    } finally {
      pending -= 1;
    }
  }

  function start(): Thread {
    const { fetchStatusList } = statusLists;
    const thread = createThread({ ...entry, resolveDid, fetchStatusList, timeLimitMs, overallLimitMs });
    all.add(thread);
    const started = thread.ready.then(
      () => {
        idle.push(thread);
        serveQueue();
        return true;
      },
      () => false,
    );
    void thread.ended.then(async () => {
      all.delete(thread);
      idle.splice(0, idle.length, ...idle.filter((other) => other !== thread));
      if (closed) return;
      const wasReady = await started;
      onThreadLost(wasReady ? 'ended' : 'would_not_start');
      if (wasReady) start();
      else setTimeout(() => closed || start(), startAgainMs).unref();
    });
    return thread;
  }

  async function fetchBefore({ dids, lists }: Needs) {
    const known = [...lists].filter((url) => statusLists.knows(url));
    if (dids.size + known.length === 0) return;
    const over = new AbortController();
    const all = Promise.allSettled([
      ...[...dids].map((did) => resolveDid(did)),
      ...known.map((url) => statusLists.fetchStatusList(url)),
    ]);
    const late = sleep(resolveTimeMs, undefined, { signal: over.signal }).catch(() => undefined);
    await Promise.race([all, late]);
    over.abort();
  }

  /** To the end of the row: so every thread gets its turn, and the spare stays warm. */
  function giveBack(thread: Thread) {
    busy -= 1;
    if (thread.isAlive()) idle.push(thread);
    serveQueue();
  }

  function take(): Promise<Thread> {
    if (closed) return Promise.reject(new VerificationError(problem('service_busy')));
    const { promise, resolve, reject } = Promise.withResolvers<Thread>();
    const waiting: Waiting = {
      start: (thread) => {
        clearTimeout(deadline);
        resolve(thread);
      },
      refuse: () => {
        clearTimeout(deadline);
        reject(new VerificationError(problem('service_busy')));
      },
    };
    const deadline = setTimeout(() => {
      queue.splice(queue.indexOf(waiting), 1);
      waiting.refuse();
    }, queueTimeMs);
    queue.push(waiting);
    serveQueue();
    return promise;
  }

  function serveQueue() {
    while (queue.length > 0 && busy < size) {
      const thread = idle.shift();
      if (!thread) return;
      busy += 1;
      queue.shift()?.start(thread);
    }
  }
}
