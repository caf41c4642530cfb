import { problemError } from '../problem.ts';
import type { Site } from '../sites/site.ts';
import { KEPT } from '../store/remove-old.ts';
import type { RequestDependencies } from './dependencies.ts';
import type { PresentationRequest } from './presentation-request.ts';

/** A site's own request. Another site's is as unknown as none, and so is one that is due to be deleted. */
export async function ownRequest(
  { requests, clock }: Pick<RequestDependencies, 'requests' | 'clock'>,
  site: Site,
  id: string,
): Promise<PresentationRequest> {
  const request = await requests.find(id);
  if (!request || request.siteId !== site.id) throw problemError('request_unknown');
  if (isForgotten(request, clock().getTime())) throw problemError('request_unknown');
  return request;
}

/** Whether its day after the end is over, whatever the store still holds. */
export function isForgotten({ answeredAt, expiresAt }: PresentationRequest, now: number): boolean {
  return (answeredAt ?? expiresAt) + KEPT <= now;
}
