import type { CheckResult, Problem } from '@coop-credentials/core';
import { describedHead, sayCount } from './described-head.ts';
import { explainGroup } from './explain-group.ts';
import type { Judged } from './judge-file.ts';
import { listsNotGiven } from './lists-not-given.ts';
import { plain, plainTime } from './plain.ts';
import { titleOf, wordsToMember } from './problem-lines.ts';
import type { VerifyOptions } from './verify-options.ts';

export type Asked = Pick<VerifyOptions, 'now' | 'policy' | 'nonce' | 'audience' | 'lists' | 'proofsOnly'>;

const verdicts = { accepted: 'ACCEPTED', rejected: 'REJECTED', inconclusive: 'UNDECIDED' } as const;
const verdictsOfProofs = {
  accepted: 'SIGNATURES HOLD',
  rejected: 'SIGNATURES DO NOT HOLD',
  inconclusive: 'SIGNATURES UNDECIDED',
} as const;

/** A result in sentences, for whoever is asked why a member was refused. */
export function explainResult(judged: Judged, asked: Asked): string {
  const { result, file } = judged;
  const { outcome, problem, checks } = result;
  const verdict = (asked.proofsOnly ? verdictsOfProofs : verdicts)[outcome];
  const lines = [`${verdict} at ${plainTime(asked.now)}${problem ? `: ${titleOf(problem)}` : ''}`];
  if (file?.kind === 'presentation') lines.push(`A presentation of ${sayCount(file.credentials.length)}.`);
  if (problem && checks.length === 0) {
    lines.push('', ...explainUnread(problem));
    for (const [index, one] of (file?.credentials ?? []).entries()) lines.push('', ...describedHead(index, one, false));
  }
  for (const group of new Set(checks.map(({ credential }) => credential))) {
    lines.push('', ...explainGroup(group, judged, asked));
  }
  return [...lines, ...whatElse(judged, asked)].join('\n');
}

/** Where nothing could be judged: what is wrong with the file, in its own words where there are some. */
const explainUnread = (problem: Problem): readonly string[] =>
  problem.detail === undefined ? [wordsToMember(problem)] : [plain(problem.detail)];

function whatElse({ result, file }: Judged, asked: Asked): readonly string[] {
  const { outcome, checks } = result;
  if (asked.proofsOnly)
    return ['', 'Only signatures were looked at: not whose keys they are, nor whether all else holds.'];
  const more: string[] = [];
  if (checks.length > 0 && file && countOf(checks) < file.credentials.length) {
    more.push('', countOf(checks) === 0 ? 'No credential was looked at.' : 'The other credentials were not looked at.');
  }
  const notGiven = listsNotGiven(asked);
  const isSaid = checks.some((check) => 'problem' in check && check.problem.code === 'list_unavailable');
  if (notGiven.length > 0 && !isSaid) {
    more.push('', `The policy goes by recognition lists that were not given, and so not asked: ${notGiven.join(' ')}`);
  }
  if (outcome === 'accepted' && !asked.policy) {
    more.push('', 'Judged by itself. Whether a site would let its holder in, its policy decides: --policy.');
  }
  return more;
}

const countOf = (checks: readonly CheckResult[]): number =>
  new Set(checks.flatMap(({ credential }) => credential ?? [])).size;
