import type { Problem } from '@coop-credentials/core';
import { standingAtCollection } from '../changes/standing-at-collection.ts';
import { problemError } from '../problem.ts';
import { matchesHash } from '../secrets/tokens.ts';
import type { Site } from '../sites/site.ts';
import { browserState } from './browser-state.ts';
import type { RequestDependencies } from './dependencies.ts';
import { ownRequest } from './own-request.ts';
import type { PresentationRequest } from './presentation-request.ts';
import { seenState } from './seen-state.ts';
import { toldVerification, type ToldVerification } from './told-verification.ts';

export interface CollectedResult {
  readonly id: string;
  readonly state: 'accepted' | 'rejected';
  readonly subject: string;
  /** Of a request that was opened as a test: it grants nothing. */
  readonly test?: true;
  /** When accepted, and the request was no test. */
  readonly verification?: ToldVerification;
  /** When rejected. */
  readonly problem?: Problem;
}

type Dependencies = Pick<
  RequestDependencies,
  'requests' | 'answers' | 'verifications' | 'policies' | 'ledger' | 'standingOf' | 'events' | 'clock'
>;

/**
 * Gives the site the result, as often as it asks while the request is kept. Of a same-device answer only with the
 * response code, which nobody has but the browser that the wallet sent back. An accepted answer may hold no longer, the
 * first time already: its verification says how it stands now.
 */
export function collectRequest(dependencies: Dependencies) {
  const { answers, verifications, policies, ledger, standingOf, events, clock } = dependencies;
  const standsAt = standingAtCollection(policies, standingOf);

  return async (site: Site, id: string, given: { readonly responseCode?: string }): Promise<CollectedResult> => {
    const request = await ownRequest(dependencies, site, id);
    const now = clock().getTime();
    const state = answeredState(request, now);
    if (request.flow === 'same-device') await checkResponseCode(dependencies, request, given.responseCode);

    if (request.collectedAt === undefined) {
      const fresh = await verifications.findByRequest(id);
      const collected = await answers.markCollected(id, now, fresh && (await standsAt(fresh, now)));
      if (collected) events.publish(id, browserState(collected, now));
    }

    const { subject, problem, test } = request;
    const stored = state === 'accepted' ? await verifications.findByRequest(id) : undefined;
    const verification = stored && (await toldVerification(stored, ledger, now));
    return {
      ...{ id, state, subject, ...(test && { test }) },
      ...(verification && { verification }),
      ...(problem && { problem }),
    };
  };
}

function answeredState(request: PresentationRequest, now: number): CollectedResult['state'] {
  if (request.state === 'accepted' || request.state === 'rejected') return request.state;
  if (request.state === 'declined') throw problemError('request_declined');
  if (request.state === 'cancelled') throw problemError('request_cancelled');
  throw problemError(seenState(request, now) === 'expired' ? 'request_expired' : 'request_not_answered');
}

async function checkResponseCode({ requests }: Dependencies, { id }: PresentationRequest, code: string | undefined) {
  if (!code) throw problemError('response_code_missing');
  const hash = await requests.responseCodeHash(id);
  if (!hash || !matchesHash(code, hash)) throw problemError('response_code_wrong');
}
