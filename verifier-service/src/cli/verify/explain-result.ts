import type { CheckName, CheckResult, Problem, VerificationResult } from '@coop-credentials/core';
import messages from '@coop-credentials/core/messages/en.json' with { type: 'json' };
import type { VerifyOptions } from './verify-options.ts';

type Words = Partial<Record<CheckName, string>>;

/** What a check that passed says about a presentation, and about a credential. */
const ofPresentation: Words = {
  proof: 'Whoever shows it signed it, and nothing in it was changed since.',
  'holder-binding': 'The key that signed is the holder’s.',
  'nonce-and-audience': 'It was made for this request and this verifier.',
  'proof-freshness': 'It was made within five minutes of the time asked about.',
  policy: 'It answers everything that one way of the policy asks for.',
};
const ofCredential: Words = {
  proof: 'Its issuer signed it, and nothing in it was changed since.',
  'holder-binding': 'It was issued to whoever shows it.',
  'validity-period': 'It is valid at the time asked about.',
  status: 'Its issuer has not taken it back, or gave it nothing to look that up by.',
  'issuer-recognition': 'The policy takes credentials of this issuer.',
  'membership-authority': 'The issuer is the co-op that the membership is of.',
  schema: 'It says what a credential of its type must say.',
  disclosure: 'Everything it shows stands in what was signed.',
  policy: 'It is what the policy asks for: type, claims and age.',
};

/** Why a check does not apply. */
const notAsked: Words = {
  'nonce-and-audience': 'Not compared: no --nonce and no --audience was given.',
  'proof-freshness': 'Not looked at: only a gate asks when it was made (--policy).',
  'holder-binding': 'Not compared: only a gate asks whose credential it is (--policy), or no holder is named.',
  'issuer-recognition': 'Not asked: no --policy says whose credentials count.',
  'membership-authority': 'Not asked: no --policy was given, or it is no membership.',
  schema: 'Its type is none of ours, so nothing says what it must say.',
  disclosure: 'It is shown whole: this format keeps nothing back.',
};

const verdicts = { accepted: 'ACCEPTED', rejected: 'REJECTED', inconclusive: 'UNDECIDED' } as const;
const marks = { passed: 'ok   ', failed: 'WRONG', inconclusive: '?    ', 'not-applicable': '–    ' } as const;

/** A result in sentences, for whoever is asked why a member was refused. */
export function explainResult(
  result: VerificationResult,
  { now, policy }: Pick<VerifyOptions, 'now' | 'policy'>,
): string {
  const { outcome, problem, checks } = result;
  const lines = [
    `${verdicts[outcome]} at ${now.toISOString()}${problem ? `: ${problem.title} (${problem.code})` : ''}`,
  ];
  if (problem && checks.length === 0) lines.push('', ...explainProblem(problem));
  for (const group of new Set(checks.map(({ credential }) => credential))) {
    lines.push('', group === undefined ? 'The presentation' : `Credential ${group + 1}`);
    lines.push(...checks.filter(({ credential }) => credential === group).flatMap(explainCheck));
  }
  if (outcome === 'accepted' && !policy) {
    lines.push('', 'Judged by itself. Whether a site would let its holder in, its policy decides: --policy.');
  }
  return lines.join('\n');
}

function explainCheck(found: CheckResult): readonly string[] {
  const { check, outcome, credential } = found;
  const title = `  ${marks[outcome]} ${check}: `;
  if ('problem' in found) {
    const [first = '', ...rest] = explainProblem(found.problem);
    return [
      `${title}${found.problem.title} (${found.problem.code})`,
      ...[first, ...rest].map((line) => `          ${line}`),
    ];
  }
  const words = outcome === 'passed' ? (credential === undefined ? ofPresentation : ofCredential) : notAsked;
  return [`${title}${words[check] ?? 'It holds.'}`];
}

/** What happened and what to do, as the member reads it, and what only we know. */
function explainProblem({ code, detail, params = {} }: Problem): readonly string[] {
  const { what, next } = messages.problems[code];
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all));
  return [`${fill(what)} ${fill(next)}`, ...(detail === undefined ? [] : [`Where: ${detail}`])];
}
