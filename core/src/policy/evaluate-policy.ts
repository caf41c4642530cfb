import type { Credential } from '../parse/parse-credential.ts';
import { problem, type Problem } from '../problem.ts';
import { failed, firstProblem, named, passed, type CheckResult } from '../result.ts';
import type { PolicyQuery } from './policy-queries.ts';
import type { Policy, Requirement } from './policy-schema.ts';

/** One answered question with everything that was found about the answer. */
export interface JudgedAnswer {
  readonly query: PolicyQuery;
  /** Those of the presentation and of its credential. */
  readonly checks: readonly CheckResult[];
  readonly provenHolder?: string;
  /** The same by the key itself, where answers may know the holder under two DIDs. */
  readonly holderKey?: string;
  readonly credential?: Credential;
}

/** An answer in which nothing failed: its credential is there and bound to the holder. */
export type AcceptedAnswer = JudgedAnswer & Required<Pick<JudgedAnswer, 'provenHolder' | 'credential'>>;

export type Verdict =
  | {
      readonly outcome: 'accepted';
      readonly accept: number;
      readonly answers: readonly AcceptedAnswer[];
      readonly checks: readonly CheckResult[];
    }
  | {
      readonly outcome: 'rejected' | 'inconclusive';
      readonly problem: Problem;
      readonly checks: readonly CheckResult[];
    };

/**
 * Judges an answer as a whole: one holder, and all that one of the policy's alternatives asks for (OpenID4VP 1.0
 * §6.4.2). Any alternative is enough, the first that holds counts. It is `inconclusive` only where an alternative would
 * hold if what could not be found out now turned out well.
 */
export function evaluatePolicy(policy: Policy, answers: readonly JudgedAnswer[]): Verdict {
  const all = answers.flatMap(({ checks }) => checks);
  if (!areOneHolder(answers)) return refused('rejected', problem('holders_differ'), all);

  const alternatives = policy.accept
    .map(({ require }, accept) => ({ accept, answers: answersTo(require, accept, answers) }))
    .filter((alternative) => alternative.answers !== undefined) as Alternative[];

  for (const { accept, answers: complete } of alternatives) {
    if (!complete.every(isAccepted)) continue;
    const checks = [...complete.flatMap((answer) => answer.checks), named('policy', passed)];
    return { outcome: 'accepted', accept, answers: complete, checks };
  }

  const undecided = alternatives.map(({ answers: complete }) => firstUndecided(complete)).find(Boolean);
  if (undecided) return refused('inconclusive', undecided, all);

  const found = firstProblem(all, 'failed');
  if (found) return { outcome: 'rejected', problem: found, checks: all };
  return refused('rejected', problem('query_unsatisfied'), all);
}

/** Whoever proved to hold them is one person: by one DID, or by one key where every answer says its key. */
function areOneHolder(answers: readonly JudgedAnswer[]): boolean {
  const proven = answers.filter(({ provenHolder }) => provenHolder !== undefined);
  const dids = new Set(proven.map(({ provenHolder }) => provenHolder));
  const keys = new Set(proven.map(({ holderKey }) => holderKey));
  return dids.size <= 1 || (keys.size === 1 && !keys.has(undefined));
}

interface Alternative {
  readonly accept: number;
  readonly answers: readonly JudgedAnswer[];
}

/** An answer to each requirement of one alternative, the best where there are two; undefined where one is missing. */
function answersTo(
  asked: readonly Requirement[],
  accept: number,
  answers: readonly JudgedAnswer[],
): JudgedAnswer[] | undefined {
  const given = asked.map((_, position) => {
    const those = answers.filter(({ query }) => query.accept === accept && query.position === position);
    return those.find(isAccepted) ?? those[0];
  });
  return given.every((answer) => answer !== undefined) ? given : undefined;
}

function isAccepted(answer: JudgedAnswer): answer is AcceptedAnswer {
  const holds = answer.checks.every(({ outcome }) => outcome === 'passed' || outcome === 'not-applicable');
  return holds && answer.provenHolder !== undefined && answer.credential !== undefined;
}

/** The first thing that could not be found out, where nothing failed. */
function firstUndecided(answers: readonly JudgedAnswer[]): Problem | undefined {
  const checks = answers.flatMap((answer) => answer.checks);
  return firstProblem(checks, 'failed') ? undefined : firstProblem(checks, 'inconclusive');
}

function refused(outcome: 'rejected' | 'inconclusive', found: Problem, checks: readonly CheckResult[]): Verdict {
  const own = outcome === 'rejected' ? [named('policy', failed(found))] : [];
  return { outcome, problem: found, checks: [...checks, ...own] };
}
