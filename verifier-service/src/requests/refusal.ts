import { problemError, type ProblemError } from '../problem.ts';
import type { PresentationRequest } from './presentation-request.ts';
import { seenState } from './seen-state.ts';
import { MOST_TRIES } from './times.ts';

/** Why a request takes no answer, more time or cancelling any more; undefined while it is open. */
export function endedProblem(request: PresentationRequest, now: number): ProblemError | undefined {
  const state = seenState(request, now);
  switch (state) {
    case 'open':
      return undefined;
    case 'expired':
      return problemError('request_expired');
    case 'cancelled':
      return problemError('request_cancelled');
    case 'answered':
    case 'accepted':
    case 'rejected':
    case 'declined':
      return problemError('request_already_answered');
  }
}

/** Why an answer cannot be verified now: it ended, it had too many tries, or another answer is being verified. */
export function leaseProblem(request: PresentationRequest | undefined, now: number): ProblemError {
  if (!request) return problemError('request_unknown');
  const ended = endedProblem(request, now);
  if (ended) return ended;
  if (request.tries >= MOST_TRIES) return problemError('too_many_tries');
  return problemError('answer_in_progress', { headers: { 'Retry-After': '1' } });
}
