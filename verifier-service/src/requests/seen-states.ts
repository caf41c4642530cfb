import type { Clock } from '../clock.ts';
import type { RequestStore } from '../store/request-store.ts';
import { browserState, type BrowserState } from './browser-state.ts';

/** Requests read in one statement. */
const AT_ONCE = 500;

/** How many requests are seen now, by their ids; those that are gone are not among them. */
export function seenStates({ findAll }: Pick<RequestStore, 'findAll'>, clock: Clock) {
  return async (ids: readonly string[]): Promise<ReadonlyMap<string, BrowserState>> => {
    const states = new Map<string, BrowserState>();
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const found = await findAll(ids.slice(start, start + AT_ONCE));
      const now = clock().getTime();
      for (const request of found) states.set(request.id, browserState(request, now));
    }
    return states;
  };
}
