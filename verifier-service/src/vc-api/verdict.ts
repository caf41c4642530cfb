import type { CheckResult, Problem, VerificationResult } from '@coop-credentials/core';

export interface Verdict {
  readonly status: 200 | 400 | 422;
  readonly body: VerdictBody;
}

/** As VCALM 1.0 and VC-API shape it: problems as RFC 9457 has them, and in words for those who read only those. */
export interface VerdictBody {
  readonly verified: boolean;
  /** The names of the checks that were made. */
  readonly checks: readonly string[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
  readonly problemDetails: readonly ProblemDetail[];
}

export interface ProblemDetail {
  readonly type: string;
  readonly title: string;
  readonly code: string;
  readonly detail?: string;
}

/** Verified or not: what could not be found out is not. */
export function verdict({ outcome, checks, problem }: VerificationResult): Verdict {
  const made = [...new Set(checks.filter((found) => found.outcome !== 'not-applicable').map(({ check }) => check))];
  if (outcome === 'accepted') return { status: 200, body: bodyOf(made, []) };
  const found = checks.flatMap((check: CheckResult) => ('problem' in check ? check.problem : []));
  const first = problem ?? found[0];
  const all = first ? [first, ...found.filter((one) => one !== first)] : found;
  return { status: first ? statusOf(first) : 422, body: { ...bodyOf(made, all), verified: false } };
}

/** For what could not even be judged. */
export const refusal = (problem: Problem): Verdict => ({ status: statusOf(problem), body: bodyOf([], [problem]) });

const statusOf = ({ status }: Problem): 400 | 422 => (status === 400 ? 400 : 422);

const bodyOf = (checks: readonly string[], problems: readonly Problem[]): VerdictBody => ({
  verified: problems.length === 0,
  checks,
  warnings: [],
  errors: problems.map(({ code, title }) => `${code}: ${title}`),
  problemDetails: problems.map(({ type, title, code, detail }) => ({ type, title, code, ...(detail && { detail }) })),
});
