import {
  recogniseIssued,
  type Issued,
  type IssuedFinding,
  type IssuerPolicy,
  type Policy,
  type ProblemCode,
  type RecognitionLists,
  type Requirement,
} from '@coop-credentials/core';
import type { Verification } from '../requests/verification.ts';

/** Asks how all stand now whom such a credential needs: its issuer, and the co-ops that this one vouches for. */
export type StandingOf = (
  issued: Issued,
  requirement: Pick<Requirement, 'issuers' | 'type'>,
) => readonly IssuerStanding[];

export type IssuerStanding =
  | { readonly standing: Exclude<IssuedFinding['found']['standing'], 'compromised' | 'suspended'> }
  | Extract<IssuedFinding['found'], { readonly standing: 'compromised' | 'suspended' }>;

export const standingBy =
  (lists: RecognitionLists, clock: () => Date): StandingOf =>
  (issued, { issuers, type }) =>
    recogniseIssued(issued, issuers, { now: clock(), type, lists }).map(({ found }) => found);

export interface IssuersVerdict {
  readonly verdict: 'accepted' | 'suspended' | 'ended';
  /** Why it is not accepted, where there is more to say. */
  readonly problem?: ProblemCode;
}

/**
 * Judges the issuers of a verification, and whom they vouch for, by a policy as it is now: whether any of its
 * alternatives is still met, by types and issuers, for the claims are not kept. `whenUnrecognised` and `whenSuspended`
 * say what becomes of grants that there are; who is denied keeps none. A list that is too old, or not there, ends nothing
 * that there is.
 */
export function judgeIssuers(
  { accept }: Pick<Policy, 'accept'>,
  { credentials, createdAt }: Pick<Verification, 'credentials'> & { readonly createdAt: number },
  standingOf: StandingOf,
): IssuersVerdict {
  const verdicts = accept.map(({ require }) => worst(require.map((requirement) => best(requirement))));
  return bestOf(verdicts);

  /** A requirement may be met by any credential of its type. */
  function best(requirement: Requirement): IssuersVerdict {
    const ofType = credentials.filter((credential) => credential.type === requirement.type);
    return bestOf(
      ofType.map((credential) => {
        const standings = standingOf(issuedBy(credential), requirement);
        return worst(standings.map((found) => verdictOn(found, requirement.issuers, createdAt)));
      }),
    );
  }
}

/**
 * Of a membership stored before `vouchedFor` was kept nobody knows whether it is of its issuer or of a co-op that this
 * one vouches for. It goes with any of those that the lists name now: a decision against one of them ends, or pauses,
 * the older members of the whole issuer, who may show their membership again. Without such a decision nobody loses
 * anything, and `grantUntil` ends what the lists cannot tell any more.
 */
function issuedBy({ type, issuer, vouchedFor }: Verification['credentials'][number]): Issued {
  const isMembership = type === 'CoopMembershipCredential';
  return { issuer: issuer.id, vouchedFor: vouchedFor ?? (isMembership ? undefined : []) };
}

function verdictOn(found: IssuerStanding, policy: IssuerPolicy, createdAt: number): IssuersVerdict {
  switch (found.standing) {
    case 'recognised':
    case 'undecided':
      return accepted;
    case 'denied':
      return { verdict: 'ended', problem: 'issuer_denied' };
    case 'compromised':
      // Who has the key can date back what it issues: only what was shown before then was certainly issued before.
      if (createdAt >= Date.parse(found.since)) return { verdict: 'ended', problem: 'issuer_compromised' };
      return pausedUnder(found, policy, 'issuer_compromised');
    case 'suspended':
      return pausedUnder(found, policy, 'issuer_suspended');
    case 'ended':
      return unrecognised(policy, 'issuer_recognition_ended');
    case 'other-type':
      return unrecognised(policy, 'issuer_not_for_this_type');
    case 'unknown':
      return unrecognised(policy, 'issuer_not_recognised');
    case 'not-for-this-coop':
      return unrecognised(policy, 'issuer_not_for_this_coop');
  }
}

const accepted: IssuersVerdict = { verdict: 'accepted' };

const paused = ({ whenSuspended }: IssuerPolicy, problem: ProblemCode): IssuersVerdict =>
  whenSuspended === 'keep' ? accepted : { verdict: 'suspended', problem };

/** Under a DID that its co-op left, an issuer is no better off for the suspension of that co-op. */
const pausedUnder = (
  { isUnrecognised }: { readonly isUnrecognised?: true },
  policy: IssuerPolicy,
  problem: ProblemCode,
): IssuersVerdict =>
  worst([...(isUnrecognised ? [unrecognised(policy, 'issuer_not_recognised')] : []), paused(policy, problem)]);

const unrecognised = ({ whenUnrecognised }: IssuerPolicy, problem: ProblemCode): IssuersVerdict =>
  whenUnrecognised === 'keep' ? accepted : { verdict: 'ended', problem };

const order = ['accepted', 'suspended', 'ended'] as const;
const nobody: IssuersVerdict = { verdict: 'ended' };

const find = (names: readonly IssuersVerdict['verdict'][], among: readonly IssuersVerdict[]): IssuersVerdict => {
  for (const name of names) {
    const found = among.find(({ verdict }) => verdict === name);
    if (found) return found;
  }
  return nobody;
};
const bestOf = (verdicts: readonly IssuersVerdict[]) => find(order, verdicts);
const worst = (verdicts: readonly IssuersVerdict[]) => find(order.toReversed(), verdicts);
