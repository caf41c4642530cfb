import type { ProblemCode } from '@coop-credentials/core';
import type { PresentationRequest, RequestState } from './presentation-request.ts';
import { seenState } from './seen-state.ts';

/** All that a browser may know of a request: its `statusUrl` is no evidence and no secret worth stealing. */
export interface BrowserState {
  readonly state: RequestState;
  /** ISO 8601 */
  readonly expiresAt: string;
  /** Of a rejected request, or the last one of an open request. */
  readonly problem?: { readonly code: ProblemCode };
  /** There is a result that the site has not collected yet. */
  readonly uncollected?: true;
}

/** A same-device answer stays `answered`, without its problem, until the right browser is back. */
export function browserState(request: PresentationRequest, now: number): BrowserState {
  const state = seenState(request, now);
  const problem = state === 'rejected' ? request.problem : state === 'open' ? request.lastProblem : undefined;
  const uncollected = request.answeredAt !== undefined && request.collectedAt === undefined;
  return {
    state,
    expiresAt: new Date(request.expiresAt).toISOString(),
    ...(problem && { problem: { code: problem.code } }),
    ...(uncollected && request.state !== 'declined' && { uncollected }),
  };
}
