import { problem, VerificationError } from '../problem.ts';

export interface FetchLimits {
  /** Running at once. */
  readonly inAll?: number;
  /** Running at once from one host, so that a slow one never has all. */
  readonly perHost?: number;
  /** Waiting for their turn. */
  readonly waiting?: number;
}

interface Waiting {
  readonly host: string;
  readonly start: () => void;
}

/**
 * The same fetch, so many at once and no more; the others wait their turn, first come first served, but none behind a
 * host that has its share already.
 *
 * @throws VerificationError `service_busy` when too many wait
 */
export function limitFetches<T>(
  fetch: (url: string) => Promise<T>,
  { inAll = 16, perHost = 4, waiting: mostWaiting = 1_000 }: FetchLimits = {},
): (url: string) => Promise<T> {
  const running = new Map<string, number>();
  const waiting: Waiting[] = [];
  let count = 0;

  const isFree = (host: string) => count < inAll && (running.get(host) ?? 0) < perHost;
  const change = (host: string, by: 1 | -1) => {
    count += by;
    const left = (running.get(host) ?? 0) + by;
    if (left === 0) running.delete(host);
    else running.set(host, left);
  };
  const startNext = () => {
    const next = waiting.findIndex(({ host }) => isFree(host));
    if (next >= 0) waiting.splice(next, 1)[0]?.start();
  };

  return async (url) => {
    const host = URL.parse(url)?.host ?? '';
    if (isFree(host)) {
      change(host, 1);
    } else {
      if (waiting.length >= mostWaiting) throw new VerificationError(problem('service_busy'));
      const turn = Promise.withResolvers<void>();
      waiting.push({ host, start: () => (change(host, 1), turn.resolve()) });
      await turn.promise;
    }
    try {
      return await fetch(url);
    } finally {
      change(host, -1);
      startNext();
    }
  };
}
