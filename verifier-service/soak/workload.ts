import type { SiteClient } from '../test/bed/site-client.ts';

/** A running service: a site's client, and where an address under its public URL is to be found now. */
export interface Running {
  readonly site: SiteClient;
  readonly reach: (address: string) => string;
}

/** What a shop does with its service while that is killed, and what it must find when the service is back. */
export interface Workload {
  /** One person's calls after another's, until one is cut off. */
  readonly work: (running: Running) => Promise<void>;
  /** After a restart: makes the calls again that were cut off, and says what is not as it was acknowledged. */
  readonly recover: (running: Running) => Promise<readonly string[]>;
  /** At the end, by the database: what is there twice, or not at all. */
  readonly audit: () => Promise<readonly string[]>;
}

/** How many calls of each kind were answered, and how many the kills cut off. */
export class Tally {
  readonly acknowledged: Record<string, number> = {};
  readonly cutOff: Record<string, number> = {};
  #awaited: { readonly kind: string; readonly count: number; readonly resolve: () => void } | undefined;

  /** Resolves when so many more calls of that kind were answered. */
  next(kind: string, count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#awaited = { kind, count: (this.acknowledged[kind] ?? 0) + count, resolve };
    return promise;
  }

  async call<T>(kind: string, made: Promise<T>): Promise<T> {
    try {
      const answer = await made;
      const count = (this.acknowledged[kind] = (this.acknowledged[kind] ?? 0) + 1);
      if (this.#awaited?.kind === kind && this.#awaited.count <= count) this.#awaited.resolve();
      return answer;
    } catch (error) {
      if (isCutOff(error)) this.cutOff[kind] = (this.cutOff[kind] ?? 0) + 1;
      throw error;
    }
  }
}

/** Until the service is gone. Only a broken connection is that: a wrong answer is a fault, and thrown. */
export async function untilCutOff(call: () => Promise<void>): Promise<void> {
  try {
    for (;;) await call();
  } catch (error) {
    if (!isCutOff(error)) throw error;
  }
}

/** What `fetch` throws, before an answer or in its middle. */
const isCutOff = (error: unknown): boolean => error instanceof TypeError;
