import { Worker } from 'node:worker_threads';

export interface ThreadEntry {
  readonly url: URL;
  readonly execArgv: string[];
}

/** A thread from its very beginning; nothing that happens to it before somebody uses it is missed. */
export interface StartedThread {
  readonly worker: Worker;
  /** It said that it is ready; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** It is gone, wanted or not. */
  readonly ended: Promise<void>;
}

/** Bounds what a document can make a thread allocate, in MiB. Ours need a tenth of it. */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 8 };

/**
 * Starts a thread. Loads nothing itself, so that a thread can start beside everything else that a process has to load;
 * until it is used it keeps no process alive.
 */
export function startThread({ url, execArgv }: ThreadEntry): StartedThread {
  const worker = new Worker(url, { execArgv, resourceLimits, env: {}, name: 'verification' });
  worker.unref();
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  // The first thing that it says, see `messages.ts`.
  worker.once('message', () => ready.resolve());
  // Whatever broke it, 'exit' follows. Before it is ready it has seen nothing secret: then the cause is told.
  worker.on('error', (cause) => {
    ready.reject(new Error('a verification thread does not start', { cause }));
  });
  worker.on('exit', () => {
    ready.reject(new Error('a verification thread ended before it was ready'));
    ended.resolve();
  });
  ready.promise.catch(() => undefined);
  return { worker, ready: ready.promise, ended: ended.promise };
}
