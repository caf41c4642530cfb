import { problemError } from '../problem.ts';
import { browserState, type BrowserState } from './browser-state.ts';
import type { RequestDependencies } from './dependencies.ts';
import { isForgotten } from './own-request.ts';

/** What the browser channel shows of a request. */
export function readState({ requests, sites, clock }: Pick<RequestDependencies, 'requests' | 'sites' | 'clock'>) {
  return async (browserToken: string): Promise<{ requestId: string; siteOrigin: string; state: BrowserState }> => {
    const request = await requests.findByBrowserToken(browserToken);
    const now = clock().getTime();
    if (!request || isForgotten(request, now)) throw problemError('request_unknown');
    const site = await sites.find(request.siteId);
    if (!site) throw problemError('request_unknown');
    return { requestId: request.id, siteOrigin: site.origin, state: browserState(request, now) };
  };
}
