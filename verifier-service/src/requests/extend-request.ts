import { problemError } from '../problem.ts';
import { browserState } from './browser-state.ts';
import type { RequestDependencies } from './dependencies.ts';
import { endedProblem, leaseProblem } from './refusal.ts';
import { OPEN_AT_MOST, OPEN_FOR } from './times.ts';

/** Five more minutes for who needs them, thirty in all (WCAG 2.2.1), with the same handles. */
export function extendRequest({ requests, events, clock }: Pick<RequestDependencies, 'requests' | 'events' | 'clock'>) {
  return async (browserToken: string): Promise<{ expiresAt: string }> => {
    const request = await requests.findByBrowserToken(browserToken);
    if (!request) throw problemError('request_unknown');
    const now = clock().getTime();
    const ended = endedProblem(request, now);
    if (ended) throw ended;

    const expiresAt = Math.min(request.expiresAt + OPEN_FOR, request.createdAt + OPEN_AT_MOST);
    const extended = await requests.extend(request.id, expiresAt, now);
    if (!extended) throw leaseProblem(await requests.find(request.id), now);
    events.publish(extended.id, browserState(extended, now));
    return { expiresAt: new Date(extended.expiresAt).toISOString() };
  };
}
