import type { Policy, Problem, VerificationResult } from '@coop-credentials/core';
import { ProblemError, problemError } from '../problem.ts';
import { hashToken, newId, newToken } from '../secrets/tokens.ts';
import type { Lease } from '../store/answer-store.ts';
import { browserState } from './browser-state.ts';
import type { RequestDependencies } from './dependencies.ts';
import { newVerification } from './new-verification.ts';
import { holdLease } from './hold-lease.ts';
import type { AskedHandle } from './presentation-request.ts';
import { leaseProblem } from './refusal.ts';
import type { TakenAnswer, WalletAnswer } from './requests.ts';
import { LEASE_FOR, MOST_TRIES } from './times.ts';

/**
 * Takes a wallet's answer to an open request, whatever protocol brought it.
 *
 * One answer is verified at a time, outside any transaction, under a lease that ends by itself soon after its holder does. Only an answer whose
 * holder proof holds over our nonce and audience closes the request: garbage wastes a try, not the visit. (Who holds
 * the QR code can still answer with a wallet of their own: hence the match code.) The handle was looked up before the
 * answer was read; whether its request is still open, the lease decides.
 */
export function answerRequest(dependencies: RequestDependencies) {
  const { answers, requests, events, clock } = dependencies;

  return async ({ asked, protocol, input, state }: WalletAnswer): Promise<TakenAnswer> => {
    if (state !== undefined && state !== asked.handle.state) throw problemError('state_mismatch');

    const lease: Lease = { id: newId('ls'), requestId: asked.request.id };
    const now = clock().getTime();
    if (!(await answers.lease(lease, now + LEASE_FOR, MOST_TRIES, now))) {
      throw leaseProblem(await requests.find(lease.requestId), now);
    }
    const letGo = holdLease(answers, lease, clock);
    try {
      return await judge({ asked, protocol, input }, lease);
    } finally {
      letGo();
    }
  };

  async function judge({ asked, protocol, input }: WalletAnswer, lease: Lease): Promise<TakenAnswer> {
    let result: VerificationResult;
    try {
      result = await verify(dependencies, asked, { protocol, input });
    } catch (error) {
      await answers.release(lease);
      throw error;
    }

    const refusal = refusalOf(result);
    if (refusal) {
      await answers.release(lease, { problem: refusal.problem, countTry: isWallets(result) });
      await tell(lease.requestId);
      throw refusal;
    }
    try {
      return await close(asked, lease, result);
    } catch (error) {
      await answers.release(lease);
      throw error;
    }
  }

  async function close(asked: AskedHandle, lease: Lease, result: VerificationResult): Promise<TakenAnswer> {
    const { handle, request } = asked;
    const now = clock();
    const responseCode = handle.flow === 'same-device' ? newToken() : undefined;
    const accepted = result.outcome === 'accepted';
    const verification =
      accepted && !request.test ? await newVerification(dependencies, asked, result, now) : undefined;

    const closed = await answers.close(lease, {
      state: accepted ? 'accepted' : 'rejected',
      flow: handle.flow,
      now: now.getTime(),
      ...(responseCode && { responseCodeHash: hashToken(responseCode) }),
      ...(result.problem && { problem: result.problem }),
      ...(verification && { verification }),
    });
    if (!closed) throw leaseProblem(await requests.find(request.id), now.getTime());

    events.publish(closed.id, browserState(closed, now.getTime()));
    return {
      requestId: closed.id,
      state: accepted ? 'accepted' : 'rejected',
      ...(responseCode && { redirectUri: `${request.returnUrl}#response_code=${responseCode}` }),
    };
  }

  async function tell(requestId: string): Promise<void> {
    const request = await requests.find(requestId);
    if (request) events.publish(requestId, browserState(request, clock().getTime()));
  }
}

/**
 * The audience is the `client_id` we sent, for which Data Integrity wallets may name the response URI; under VCALM it
 * is the exchange's domain. An answer to the one protocol never passes under the other.
 */
function verify(
  { verifier, clock }: RequestDependencies,
  asked: AskedHandle,
  { protocol, input }: Pick<WalletAnswer, 'protocol' | 'input'>,
) {
  return verifier.verifyPresentation(input, {
    expectedNonce: asked.handle.nonce,
    expectedAudience: protocol === 'vcalm' ? asked.domain : [asked.clientId, asked.responseUri],
    ...(asked.testIssuer === undefined
      ? { policy: asked.policy }
      : { policy: withoutStatus(asked.policy), testIssuer: asked.testIssuer }),
    now: clock(),
  });
}

/** A test credential has no status to look up. What is tested grants nothing. */
const withoutStatus = (policy: Policy): Policy => ({ ...policy, status: { ...policy.status, required: false } });

/**
 * The fault is the answer's own, so it costs a try; a co-op's server that is down costs the member none. Where nobody
 * proved to be the holder, it is the server that the wallet itself named: nobody has us ask ever more of those.
 */
function isWallets({ outcome, provesHolder, problem }: VerificationResult): boolean {
  if (outcome !== 'inconclusive') return true;
  if (problem?.code === 'did_unresolvable') return !provesHolder;
  return problem?.code === 'verification_timed_out' || problem?.code === 'verification_aborted';
}

/** Why a result does not count; undefined when it closes the request. */
function refusalOf({ outcome, provesHolder, problem }: VerificationResult): ProblemError | undefined {
  if (outcome === 'accepted' || (outcome === 'rejected' && provesHolder)) return undefined;
  const found: Problem = problem ?? problemError('internal_error').problem;
  if (outcome !== 'inconclusive') return new ProblemError(found);
  return new ProblemError({ ...found, status: 503, retryable: true }, { headers: { 'Retry-After': '5' } });
}
