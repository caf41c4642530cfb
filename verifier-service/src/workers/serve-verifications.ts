import { problem, VerificationError, type DidResolver, type Verifier } from '@coop-credentials/core';
import type { MessagePort } from 'node:worker_threads';
import type { FromThread, Job, ToThread } from './messages.ts';

/** A document has to be fetched first. No `VerificationError`, so that no check takes it for a finding. */
class NotHere extends Error {
  override readonly name = 'NotHere';
}

/**
 * The thread's side: takes verifications from the pool and answers them.
 *
 * @param create makes the verifier, given a resolver that asks the main thread
 */
export function serveVerifications(
  port: Pick<MessagePort, 'on' | 'postMessage'>,
  create: (resolveDid: DidResolver) => Pick<Verifier, 'verifyPresentation'>,
): void {
  const calls = new Map<number, PromiseWithResolvers<Awaited<ReturnType<DidResolver>>>>();
  let lastCall = 0;
  let isIncomplete = false;
  const say = (message: FromThread) => {
    port.postMessage(message);
  };

  const verifier = create((did, options) => {
    const call = (lastCall += 1);
    const resolution = Promise.withResolvers<Awaited<ReturnType<DidResolver>>>();
    calls.set(call, resolution);
    say({ type: 'resolve', call, lookup: { ...options, did } });
    return resolution.promise;
  });

  port.on('message', (message: ToThread) => {
    switch (message.type) {
      case 'verify':
        void verify(message);
        return;
      case 'resolved':
        calls.get(message.call)?.resolve(message.document);
        break;
      case 'not-resolved':
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

  async function verify(job: Job) {
    isIncomplete = false;
    const outcome = await judge(job);
    // Whatever came of it without the document means nothing.
    say(isIncomplete ? { type: 'given-up' } : outcome);
  }

  async function judge({ input, expected }: Job): Promise<FromThread> {
    try {
      return { type: 'verified', result: await verifier.verifyPresentation(input, expected) };
    } catch (error) {
      if (error instanceof VerificationError) return { type: 'refused', problem: error.problem };
      return { type: 'failed', name: error instanceof Error ? error.name : typeof error };
    }
  }
}

/** Threads fetch nothing themselves. */
export const refuseToFetch = (): Promise<never> => Promise.reject(new VerificationError(problem('fetch_refused')));
