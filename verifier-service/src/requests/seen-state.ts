import type { PresentationRequest, RequestState } from './presentation-request.ts';

/**
 * The state as sites and browsers see it.
 *
 * Time ends an open request without a write. A same-device answer shows as `answered`, whatever it was worth,
 * until its response code was redeemed: a link sent to a victim tells its sender nothing.
 */
export function seenState(request: PresentationRequest, now: number): RequestState {
  const { state, flow, expiresAt, collectedAt } = request;
  if (state === 'open') return expiresAt <= now ? 'expired' : 'open';
  if (state === 'declined' || state === 'cancelled') return state;
  return flow === 'same-device' && collectedAt === undefined ? 'answered' : state;
}
