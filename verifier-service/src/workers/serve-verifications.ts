import {
  problem,
  VerificationError,
  type DidResolver,
  type StatusListSource,
  type Verifier,
} from '@coop-credentials/core';
import type { MessagePort } from 'node:worker_threads';
import type { FromThread, Job, ToThread } from './messages.ts';

/** What a thread has of the network: the main thread. */
export interface AskMain {
  readonly resolveDid: DidResolver;
  readonly fetchStatusList: StatusListSource;
}

export type ThreadVerifier = Pick<Verifier, 'verifyPresentation' | 'checkStatuses'>;

/**
 * The thread's side: takes jobs from the pool and answers them.
 *
 * @param create makes the verifier, given what asks the main thread
 */
export function serveVerifications(
  port: Pick<MessagePort, 'on' | 'postMessage'>,
  create: (askMain: AskMain) => ThreadVerifier,
): void {
  const calls = new Map<number, PromiseWithResolvers<never>>();
  let lastCall = 0;
  const say = (message: FromThread) => {
    port.postMessage(message);
  };
  /** Each call has an answer of its own kind, which the main thread keeps to. */
  const ask = <T>(question: (call: number) => FromThread): Promise<T> => {
    const call = (lastCall += 1);
    const answer = Promise.withResolvers<T>();
    calls.set(call, answer as unknown as PromiseWithResolvers<never>);
    say(question(call));
    return answer.promise;
  };
  const answered = (call: number, how: (answer: PromiseWithResolvers<never>) => void) => {
    const answer = calls.get(call);
    calls.delete(call);
    if (answer) how(answer);
  };

  const verifier = create({
    resolveDid: (did, { refresh = false } = {}) => ask((call) => ({ type: 'resolve', call, did, refresh })),
    fetchStatusList: (url, { refresh = false } = {}) =>
      ask((call) => ({ type: 'fetch-status-list', call, url, refresh })),
  });

  port.on('message', (message: ToThread) => {
    switch (message.type) {
      case 'verify':
      case 'check-statuses':
        void serve(message);
        return;
      case 'resolved':
        answered(message.call, ({ resolve }) => resolve(message.document as never));
        return;
      case 'status-list':
        answered(message.call, ({ resolve }) => resolve(message.list as never));
        return;
      case 'not-resolved':
        answered(message.call, ({ reject }) => reject(new VerificationError(message.problem)));
        return;
    }
  });
  say({ type: 'ready' });

  async function serve(job: Job) {
    try {
      say(await run(job));
    } catch (error) {
      if (error instanceof VerificationError) say({ type: 'refused', problem: error.problem });
      else say({ type: 'failed', name: error instanceof Error ? error.name : typeof error });
    }
  }

  async function run(job: Job): Promise<FromThread> {
    if (job.type === 'verify') {
      return { type: 'verified', result: await verifier.verifyPresentation(job.input, job.expected) };
    }
    const { issuer, entries, now, refresh } = job;
    return { type: 'statuses-checked', outcomes: await verifier.checkStatuses(issuer, entries, { now, refresh }) };
  }
}

/** Threads fetch nothing themselves. */
export const refuseToFetch = (): Promise<never> => Promise.reject(new VerificationError(problem('fetch_refused')));
