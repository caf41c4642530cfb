import { setTimeout as pause } from 'node:timers/promises';
import { VerifierProblem, type RecognisedCoOp, type VerifierClient } from './verifier-client.ts';

/** The list that this site follows, by the name that its verifier pinned it under. */
export const listName = 'valley';

/** Whose members are welcome by the list, and why, as the verifier knows it. */
export class Welcome {
  #coOps: readonly RecognisedCoOp[] = [];

  get coOps(): readonly RecognisedCoOp[] {
    return this.#coOps;
  }

  find(did: string | undefined): RecognisedCoOp | undefined {
    return this.#coOps.find(({ id }) => id === did);
  }

  tell(coOps: readonly RecognisedCoOp[]): void {
    this.#coOps = coOps;
  }
}

/** Asks the verifier from now on; resolves when it has the list. */
export async function followWelcome(verifier: VerifierClient, every = 1_000) {
  const welcome = new Welcome();
  const stopping = new AbortController();
  const look = async () => {
    try {
      welcome.tell(await verifier.recognised(listName));
    } catch (error) {
      // What was known before stays until the service can be heard.
      if (!(error instanceof VerifierProblem)) throw error;
    }
  };
  const patience = Date.now() + 10_000;
  for (await look(); welcome.coOps.length === 0; await look()) {
    if (Date.now() > patience) throw new Error('The verifier did not get the recognition list.');
    await pause(50);
  }
  const following = (async () => {
    for (;;) {
      await pause(every, undefined, { signal: stopping.signal });
      await look();
    }
  })().catch(() => undefined);
  return {
    welcome,
    look,
    stop: async () => {
      stopping.abort();
      await following;
    },
  };
}
