import { addDuration, type CheckOutcome, type ProblemCode } from '@coop-credentials/core';
import type { IssuersVerdict } from './judge-issuers.ts';
import type { OpenState, VerificationState } from './verification-state.ts';

/** What is known of a verification before it is looked at again. */
export interface Standing {
  readonly state: OpenState;
  /** Since when its status cannot be had, while that is so. */
  readonly unreachableSince: number | undefined;
}

export interface Findings {
  readonly issuers: IssuersVerdict;
  /** Whether the policy is another one than it was last accepted under. */
  readonly policyChanged: boolean;
  /** One for each status entry; empty where there is none, or none was asked for. */
  readonly statuses: readonly CheckOutcome[];
  /** The policy's `status.unreachable`. */
  readonly grace: string;
  readonly now: number;
}

export interface NextStanding {
  readonly state: VerificationState;
  readonly problem?: ProblemCode;
  readonly unreachableSince?: number;
  /** When the grace ends, while it runs. */
  readonly graceEnds?: number;
}

/**
 * What becomes of a verification by what was found out: taken back before paused, paused before not found out. A list
 * that cannot be had lets it live for the grace of the policy and no longer, and never lifts a suspension.
 */
export function nextStanding(before: Standing, found: Findings): NextStanding {
  const { verdict, problem: why } = found.issuers;
  if (verdict === 'ended') {
    if (found.policyChanged) return { state: 'policy_changed' };
    return { state: 'unrecognised', ...(why && { problem: why }) };
  }
  const codes = found.statuses.map((status) => ('problem' in status ? status.problem.code : undefined));
  const failed = codes.filter((_, index) => found.statuses[index]?.outcome === 'failed');
  if (failed.includes('credential_revoked')) return { state: 'revoked', problem: 'credential_revoked' };
  if (failed.length > 0) return { state: 'suspended', problem: 'credential_suspended' };

  const undecided = codes.find((_, index) => found.statuses[index]?.outcome === 'inconclusive');
  if (undecided) return withoutAnswer(before, found, undecided);
  return verdict === 'suspended' ? { state: verdict, ...(why && { problem: why }) } : { state: 'live' };
}

function withoutAnswer(before: Standing, { grace, now, issuers }: Findings, problem: ProblemCode): NextStanding {
  const unreachableSince = before.unreachableSince ?? now;
  if (before.state === 'suspended' || issuers.verdict === 'suspended') {
    return { state: 'suspended', problem: issuers.problem ?? 'credential_suspended', unreachableSince };
  }
  const graceEnds = addDuration(new Date(unreachableSince), grace).getTime();
  if (now >= graceEnds) return { state: 'unreachable', problem, unreachableSince };
  return { state: before.state, unreachableSince, graceEnds };
}
