import { problemError } from '../problem.ts';
import { browserState } from './browser-state.ts';
import type { RequestDependencies } from './dependencies.ts';
import { endedProblem, leaseProblem } from './refusal.ts';

/**
 * Closes a request as declined, on the word of who knows our `state`: that is a wallet that read the request.
 *
 * @returns where the wallet on the same device sends its member back to, without a code: there is nothing to collect
 */
export function declineRequest({
  requests,
  events,
  clock,
}: Pick<RequestDependencies, 'requests' | 'events' | 'clock'>) {
  return async ({
    handleId,
    state,
  }: {
    readonly handleId: string;
    readonly state: string | undefined;
  }): Promise<{ readonly redirectUri?: string }> => {
    const found = await requests.findByHandle(handleId);
    if (!found) throw problemError('request_unknown');
    const now = clock().getTime();
    const ended = endedProblem(found.request, now);
    if (ended) throw ended;
    if (state !== found.handle.state) throw problemError('state_mismatch');

    const declined = await requests.end(found.request.id, 'declined', now);
    if (!declined) throw leaseProblem(await requests.find(found.request.id), now);
    events.publish(declined.id, browserState(declined, now));
    return found.handle.flow === 'same-device' ? { redirectUri: found.request.returnUrl } : {};
  };
}
