import { problemError } from '../problem.ts';
import type { Site } from '../sites/site.ts';
import { browserState } from './browser-state.ts';
import type { RequestDependencies } from './dependencies.ts';
import { ownRequest } from './own-request.ts';

type Dependencies = Pick<RequestDependencies, 'requests' | 'events' | 'clock'>;

/** Ends an open request. One that ended without a result is left as it is, so that it may be cancelled twice. */
export function cancelRequest(dependencies: Dependencies) {
  const { requests, events, clock } = dependencies;

  return async (site: Site, id: string): Promise<void> => {
    await ownRequest(dependencies, site, id);
    const now = clock().getTime();
    const cancelled = await requests.end(id, 'cancelled', now);
    if (cancelled) {
      events.publish(id, browserState(cancelled, now));
      return;
    }
    const { state } = await ownRequest(dependencies, site, id);
    if (state === 'accepted' || state === 'rejected') throw problemError('request_already_answered');
  };
}
