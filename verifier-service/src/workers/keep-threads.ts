import { problem, VerificationError } from '@coop-credentials/core';
import type { ListBoard } from '../recognition/list-board.ts';
import { createThread, type Thread } from './create-thread.ts';
import { startThread, type StartedThread, type ThreadEntry } from './start-thread.ts';

export interface KeepThreadsOptions {
  /** How many may be busy at once. One more is kept: the warm spare. */
  readonly size: number;
  readonly entry: ThreadEntry;
  /** Certificates in DER that issuers' `x5c` may lead to. */
  readonly trustedRoots?: readonly Uint8Array[];
  /** Recognition lists, and whatever comes of them later. */
  readonly board?: Pick<ListBoard, 'shared' | 'onChange'> | undefined;
  /** One that was started before. */
  readonly early?: StartedThread | undefined;
  readonly onThreadLost: (event: 'ended' | 'would_not_start') => void;
  /** How many may wait for a thread. */
  readonly queueLimit: number;
  /** Milliseconds that one had to wait. */
  readonly onWaited?: ((milliseconds: number) => void) | undefined;
}

/** What the threads are doing now. */
export interface ThreadLoad {
  /** That can verify; with the warm spare. */
  readonly alive: number;
  readonly busy: number;
  readonly queued: number;
}

export interface Threads {
  /** The first one can verify; rejects if it would not start. */
  readonly ready: Promise<void>;
  /**
   * Borrows a thread for one piece of work, first come first served.
   * @throws VerificationError `service_busy` when too many wait, or none got free in time
   */
  borrow<T>(waitAtMostMs: number, work: (thread: Thread) => Promise<T>): Promise<T>;
  load(): ThreadLoad;
  close(): Promise<void>;
}

interface Waiting {
  readonly start: (thread: Thread) => void;
  readonly refuse: () => void;
}

/** Before a thread that would not start is tried again. */
const startAgainMs = 1_000;

/** Keeps `size + 1` threads, of which at most `size` are busy, and replaces each that ends. */
export function keepThreads(options: KeepThreadsOptions): Threads {
  const { size, entry, trustedRoots, board, early, onThreadLost, queueLimit, onWaited } = options;
  const all = new Set<Thread>();
  const idle: Thread[] = [];
  const queue: Waiting[] = [];
  let busy = 0;
  let closed = false;

  const firsts = Array.from({ length: size }, (_, index) => start(index === 0 ? early : undefined));
  const ready = Promise.any(firsts.map((thread) => thread.ready));
  // The spare follows: beside them it would only keep them waiting.
  const addSpare = () => void (closed || start());
  ready.then(addSpare, addSpare);

  board?.onChange((lists) => {
    for (const thread of all) thread.tellLists(lists);
  });

  return {
    ready,
    borrow: async (waitAtMostMs, work) => {
      const thread = await take(waitAtMostMs);
      try {
        return await work(thread);
      } finally {
        giveBack(thread);
      }
    },
    load: () => ({ alive: idle.length + busy, busy, queued: queue.length }),
    close: async () => {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.refuse();
      await Promise.all([...all].map((thread) => thread.end()));
    },
  };

  function start(from = startThread(entry)): Thread {
    const thread = createThread(from, trustedRoots, board?.shared());
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

  /** To the end of the row: so every thread gets its turn, and the spare stays warm. */
  function giveBack(thread: Thread) {
    busy -= 1;
    if (thread.isAlive()) idle.push(thread);
    serveQueue();
  }

  function take(waitAtMostMs: number): Promise<Thread> {
    const { promise, resolve, reject } = Promise.withResolvers<Thread>();
    const refuse = () => reject(new VerificationError(problem('service_busy')));
    if (closed || queue.length >= queueLimit) {
      refuse();
      return promise;
    }
    const since = performance.now();
    const waiting: Waiting = {
      start: (thread) => {
        clearTimeout(deadline);
        onWaited?.(performance.now() - since);
        resolve(thread);
      },
      refuse: () => {
        clearTimeout(deadline);
        refuse();
      },
    };
    const deadline = setTimeout(() => {
      queue.splice(queue.indexOf(waiting), 1);
      refuse();
    }, waitAtMostMs);
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
