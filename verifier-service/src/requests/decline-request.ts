import { problemError } from '../problem.ts';
import { browserState } from './browser-state.ts';
import type { RequestDependencies } from './dependencies.ts';
import type { AskedHandle } from './presentation-request.ts';
import { leaseProblem } from './refusal.ts';

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
    asked: { handle, request },
    state,
  }: {
    readonly asked: Pick<AskedHandle, 'handle' | 'request'>;
    readonly state: string | undefined;
  }): Promise<{ readonly redirectUri?: string }> => {
    if (state !== handle.state) throw problemError('state_mismatch');
    const now = clock().getTime();
    const declined = await requests.end(request.id, 'declined', now);
    if (!declined) throw leaseProblem(await requests.find(request.id), now);
    events.publish(declined.id, browserState(declined, now));
    return handle.flow === 'same-device' ? { redirectUri: request.returnUrl } : {};
  };
}
