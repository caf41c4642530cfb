import { problem, VerificationError, type DidResolver, type Verifier } from '@coop-credentials/core';
import type { MessagePort } from 'node:worker_threads';
import type { FromThread, ToThread } from './messages.ts';

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
  const say = (message: FromThread) => {
    port.postMessage(message);
  };

  const verifier = create((did, { refresh = false } = {}) => {
    const call = (lastCall += 1);
    const resolution = Promise.withResolvers<Awaited<ReturnType<DidResolver>>>();
    calls.set(call, resolution);
    say({ type: 'resolve', call, did, refresh });
    return resolution.promise;
  });

  port.on('message', (message: ToThread) => {
    switch (message.type) {
      case 'verify':
        void verify(message);
        return;
      case 'resolved':
        calls.get(message.call)?.resolve(message.document);
        calls.delete(message.call);
        return;
      case 'not-resolved':
        calls.get(message.call)?.reject(new VerificationError(message.problem));
        calls.delete(message.call);
        return;
    }
  });
  say({ type: 'ready' });

  async function verify({ input, expected }: Extract<ToThread, { type: 'verify' }>) {
    try {
      say({ type: 'verified', result: await verifier.verifyPresentation(input, expected) });
    } catch (error) {
      if (error instanceof VerificationError) say({ type: 'refused', problem: error.problem });
      else say({ type: 'failed', name: error instanceof Error ? error.name : typeof error });
    }
  }
}

/** Threads fetch nothing themselves. */
export const refuseToFetch = (): Promise<never> => Promise.reject(new VerificationError(problem('fetch_refused')));
