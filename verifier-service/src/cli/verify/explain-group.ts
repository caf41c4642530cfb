import type { CheckResult, ProblemCode } from '@coop-credentials/core';
import { wordsOf } from './check-words.ts';
import { describedHead } from './described-head.ts';
import type { DescribedCredential } from './describe-file.ts';
import type { Asked } from './explain-result.ts';
import type { Judged } from './judge-file.ts';
import { listsNotGiven } from './lists-not-given.ts';
import { plain } from './plain.ts';
import { titleOf, wordsToMember } from './problem-lines.ts';

const marks = { passed: 'ok   ', failed: 'WRONG', inconclusive: '?    ', 'not-applicable': '–    ' } as const;
const indent = ' '.repeat(10);

interface Group {
  readonly described: DescribedCredential | undefined;
  /** What it says is nobody's word so far: its signature does not hold, or was not looked at. */
  readonly isUnproven: boolean;
  readonly listsNotHad: readonly string[];
}

/** The checks of one credential, or of what is around it. */
export function explainGroup(
  credential: number | undefined,
  { result, file, listsNotHad }: Judged,
  asked: Asked,
): readonly string[] {
  const found = result.checks.filter((check) => check.credential === credential);
  const proofs = found.filter(({ check }) => check === 'proof');
  // What a credential that came alone was made for stands in its own proof.
  const isOfAlone = credential === undefined && proofs.length === 0 && file?.kind === 'credential';
  const deciding = isOfAlone ? result.checks.filter(({ check }) => check === 'proof') : proofs;
  const isProven = deciding.length > 0 && deciding.every(({ outcome }) => outcome === 'passed') && !asked.proofsOnly;
  const described = credential === undefined ? undefined : file?.credentials[credential];
  const title = isOfAlone ? 'What it was made for' : 'The presentation';
  const group = { described, isUnproven: !isProven && !asked.proofsOnly, listsNotHad };
  const last = credential === undefined ? 'proof-freshness' : 'validity-period';
  const stopsEarly = !asked.proofsOnly && !isOfAlone && !found.some(({ check }) => check === last);
  return [
    ...(credential === undefined ? [title] : describedHead(credential, described, isProven)),
    ...found.flatMap((check) =>
      explainCheck(check, asked.proofsOnly ? numberOf(check, proofs, file?.isToken === true) : '', group, asked),
    ),
    ...(stopsEarly ? ['  The rest was not looked at.'] : []),
  ];
}

/** Where signatures are all that is asked for, each can be told from the others. */
function numberOf(found: CheckResult, proofs: readonly CheckResult[], isToken: boolean): string {
  const index = proofs.indexOf(found);
  if (index < 0) return '';
  const whose = index === 0 ? 'over the credential' : 'the wallet’s own';
  return ` ${index + 1}${isToken ? ` (${whose})` : ''}`;
}

function explainCheck(found: CheckResult, number: string, group: Group, asked: Asked): readonly string[] {
  const { check, outcome } = found;
  const { described, isUnproven } = group;
  const line = (mark: string, text: string) => `  ${mark} ${check}${number}: ${text}`;
  if ('problem' in found) {
    const { problem } = found;
    const notAsked = whyNotAsked(problem.code, group, asked);
    return [
      line(marks[outcome], titleOf(problem)),
      ...(notAsked.length > 0 ? notAsked : [wordsToMember(problem)]).map((text) => `${indent}${text}`),
      ...(problem.detail === undefined ? [] : [`${indent}Where: ${plain(problem.detail)}`]),
    ];
  }
  const namesNoList = check === 'status' && outcome === 'passed' && described?.hasStatus === false;
  const told = namesNoList ? ({ ...found, outcome: 'not-applicable' } as const) : found;
  const words = wordsOf(told, described, asked);
  return told.outcome === 'passed' && isUnproven && check !== 'proof'
    ? [line('says ', `${words.replace(/\.$/, '')}, as it says itself.`)]
    : [line(marks[told.outcome], words)];
}

/** What was left out by whoever called this: no other moment, and nobody else, would give it. */
function whyNotAsked(code: ProblemCode, { listsNotHad }: Group, asked: Asked): readonly string[] {
  if (code === 'status_unreachable') {
    return listsNotHad.map((url) => `Not asked: --status offline, and --documents has no list for ${plain(url)}`);
  }
  if (code !== 'list_unavailable') return [];
  return [`Not asked: the policy goes by recognition lists that were not given: ${listsNotGiven(asked).join(' ')}`];
}
