import { problem } from '@coop-credentials/core';
import { seenAs, type VerificationState } from '../changes/verification-state.ts';
import type { Ledger, ToldStanding } from '../ledger/ledger.ts';
import { problemBody } from '../problem.ts';
import type { StoredVerification } from '../store/verification-store.ts';
import type { Verification } from './verification.ts';

export interface ToldVerification extends Omit<Verification, 'credentials'>, ToldStanding {
  readonly credentials: readonly Omit<Verification['credentials'][number], 'vouchedFor'>[];
  /** A site grants only while it is `live`. */
  readonly state: VerificationState;
  readonly problem?: ReturnType<typeof problemBody>;
}

/** What a site is told of a verification: what it is, how it stands, and how often it may still be used. */
export async function toldVerification(
  stored: StoredVerification,
  ledger: Pick<Ledger, 'standing'>,
  now: number,
): Promise<ToldVerification> {
  const state = seenAs(stored.state, Date.parse(stored.verification.grantUntil), now);
  const why = state === stored.state && stored.problem;
  return {
    ...stored.verification,
    credentials: stored.verification.credentials.map(({ vouchedFor: _, ...told }) => told),
    ...(await ledger.standing(stored)),
    state,
    ...(why && { problem: problemBody(problem(why)) }),
  };
}
