import { problem, type Problem } from '@coop-credentials/core';
import type { Clock } from './clock.ts';
import { storageProblem } from './store/storage-problem.ts';
import type { ThreadLoad } from './workers/keep-threads.ts';

export interface ReadinessDependencies {
  /** Aborted when the service begins to stop. */
  readonly closing: AbortSignal;
  readonly clock: Clock;
  /** Of the threads that verify; absent where verification needs none. */
  readonly load?: (() => ThreadLoad) | undefined;
  /** Each looks at one thing, and says what is wrong with it. May throw what the database throws. */
  readonly checks: readonly (() => Promise<Problem | undefined>)[];
  readonly onFault: (error: unknown) => void;
}

/** However often it is asked, by however many, the database is asked once in that time. */
const EVERY = 1_000;

/**
 * Why this process cannot work; undefined while it can. A balancer asks it and sends visitors elsewhere, so it says no
 * only to what this process lacks: another co-op's server that is down is nobody's reason to send them away.
 */
export function createReadiness({ closing, clock, load, checks, onFault }: ReadinessDependencies) {
  let last: { readonly at: number; readonly found: Promise<Problem | undefined> } | undefined;

  const look = async (): Promise<Problem | undefined> => {
    try {
      for (const check of checks) {
        const found = await check();
        if (found) return found;
      }
      return undefined;
    } catch (error) {
      onFault(error);
      return storageProblem(error) ?? problem('internal_error');
    }
  };

  return async (): Promise<Problem | undefined> => {
    if (closing.aborted) return problem('service_stopping');
    if (load?.().alive === 0) return problem('verification_down');
    const now = clock().getTime();
    if (!last || Math.abs(now - last.at) >= EVERY) last = { at: now, found: look() };
    return last.found;
  };
}
