import { problemError } from '../problem.ts';

/** A page that is open in several tabs has several; nobody needs more. */
const perRequest = 6;
/** Each holds a socket: beyond this, browsers poll. */
const inAll = 5_000;

export interface OpenStreams {
  /**
   * Counts a stream in.
   * @param end called when the service shuts down
   * @returns a function that counts it out
   * @throws ProblemError `rate_limited`, `service_busy`: the browser then polls
   */
  enter(requestId: string, end: () => void): () => void;
}

/** The streams this process holds open, counted for each request and in all. */
export function openStreams(closing?: AbortSignal): OpenStreams {
  const open = new Map<string, Set<() => void>>();
  let count = 0;
  closing?.addEventListener('abort', () => {
    for (const ends of open.values()) for (const end of [...ends]) end();
  });

  return {
    enter: (requestId, end) => {
      if (closing?.aborted || count >= inAll) throw problemError('service_busy');
      const ends = open.get(requestId) ?? new Set();
      if (ends.size >= perRequest) throw problemError('rate_limited');
      open.set(requestId, ends.add(end));
      count += 1;

      return () => {
        if (!ends.delete(end)) return;
        count -= 1;
        if (ends.size === 0 && open.get(requestId) === ends) open.delete(requestId);
      };
    },
  };
}
