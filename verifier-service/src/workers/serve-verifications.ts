import { problem, VerificationError, type RecognitionLists, type Verifier } from '@coop-credentials/core';
import type { MessagePort } from 'node:worker_threads';
import { viewAll } from '../recognition/list-board.ts';
import type { Sources } from './create-lookups.ts';
import type { FromThread, Job, Lookup, ToThread } from './messages.ts';

/** What a thread has of the main one: the network, and the recognition lists in shared memory. */
export type AskMain = Sources & { readonly recognitionLists: RecognitionLists };

export type ThreadVerifier = Pick<Verifier, 'verifyPresentation' | 'verifyDocument' | 'checkStatuses'>;

/** Something has to be fetched first. The core takes it for a port that failed; what it finds by that is never said. */
class NotHere extends Error {
  override readonly name = 'NotHere';
}

/**
 * The thread's side: takes jobs from the pool and answers them.
 *
 * @param create makes the verifier, given what asks the main thread and the certificates to trust
 */
export function serveVerifications(
  port: Pick<MessagePort, 'on' | 'postMessage'>,
  create: (askMain: AskMain, trustedRoots: readonly Uint8Array[]) => ThreadVerifier,
): void {
  const calls = new Map<number, PromiseWithResolvers<never>>();
  let lastCall = 0;
  let isIncomplete = false;
  const say = (message: FromThread) => {
    port.postMessage(message);
  };

  /** What is found is of the lookup's kind, which the main thread keeps to. */
  const ask = (lookup: Lookup): Promise<never> => {
    const call = (lastCall += 1);
    const answer = Promise.withResolvers<never>();
    calls.set(call, answer);
    say({ type: 'needs', call, lookup });
    return answer.promise;
  };

  let views: ReturnType<typeof viewAll> = new Map();
  const askMain: AskMain = {
    recognitionLists: (name) => views.get(name),
    resolveDid: (did, options) => ask({ ...options, kind: 'did', did }),
    fetchStatusList: (url, options) => ask({ ...options, kind: 'status-list', url }),
  };
  let verifier = create(askMain, []);

  port.on('message', (message: ToThread) => {
    switch (message.type) {
      case 'lists':
        views = viewAll(message.lists);
        return;
      case 'trust':
        verifier = create(askMain, message.roots);
        return;
      case 'verify':
      case 'verify-document':
      case 'check-statuses':
        void serve(message);
        return;
      case 'found':
        calls.get(message.call)?.resolve(message.found as never);
        break;
      case 'not-found':
        calls.get(message.call)?.reject(new VerificationError(message.problem));
        break;
      case 'not-here':
        isIncomplete = true;
        calls.get(message.call)?.reject(new NotHere());
        break;
    }
    calls.delete(message.call);
  });
  say({ type: 'ready' });

  async function serve(job: Job) {
    isIncomplete = false;
    const outcome = await attempt(job);
    // Whatever came of it without what it lacks means nothing.
    say(isIncomplete ? { type: 'given-up' } : outcome);
  }

  async function attempt(job: Job): Promise<FromThread> {
    try {
      return await run(job);
    } catch (error) {
      if (error instanceof VerificationError) return { type: 'refused', problem: error.problem };
      return { type: 'failed', name: error instanceof Error ? error.name : typeof error };
    }
  }

  async function run(job: Job): Promise<FromThread> {
    if (job.type === 'verify') {
      return { type: 'verified', result: await verifier.verifyPresentation(job.input, job.expected) };
    }
    if (job.type === 'verify-document') {
      return { type: 'verified', result: await verifier.verifyDocument(job.input, job.expected) };
    }
    const { issuer, entries, now, refresh } = job;
    return { type: 'statuses-checked', outcomes: await verifier.checkStatuses(issuer, entries, { now, refresh }) };
  }
}

/** Threads fetch nothing themselves. */
export const refuseToFetch = (): Promise<never> => Promise.reject(new VerificationError(problem('fetch_refused')));
