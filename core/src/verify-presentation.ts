import type { CheckContext, Resources } from './context.ts';
import { judgePresentation } from './judge-presentation.ts';
import { judgeSdJwt } from './judge-sd-jwt.ts';
import { judgeTogether } from './judge-together.ts';
import { requireFewBbsProofs } from './parse/require-few-bbs-proofs.ts';
import type { PresentationInput } from './parse/parse-vp-token.ts';
import { acceptedResult } from './policy/accepted-result.ts';
import { checkCredentialCount } from './policy/check-credential-count.ts';
import { evaluatePolicy, type JudgedAnswer } from './policy/evaluate-policy.ts';
import { matchAnswers, type Answer } from './policy/match-answers.ts';
import type { Policy } from './policy/policy-schema.ts';
import { named, type VerificationResult } from './result.ts';
import { verifyCredential } from './verify-credential.ts';

/** What a presentation is judged by. */
export type GateContext = CheckContext & { readonly policy: Policy };

/**
 * Judges a wallet's answer at a gate: parse, checks, policy. Once parsed, all that is wrong with it is a result.
 *
 * @throws VerificationError of `matchAnswers` and `parsePresentation` alone, before anything is canonicalized
 */
export async function verifyPresentation(
  input: PresentationInput,
  context: GateContext,
  resources: Resources,
): Promise<VerificationResult> {
  const judged =
    'together' in input
      ? await judgeTogether(input.together, context, resources)
      : await judgeAnswers(matchAnswers(input, context.policy), context, resources);

  const verdict = evaluatePolicy(context.policy, judged);
  const holders = new Set(judged.map(({ provenHolder }) => provenHolder));
  const [holder] = holders;
  const found = {
    provesHolder: !holders.has(undefined),
    claimsTrusted: true,
    ...(holders.size === 1 && holder !== undefined && { holder }),
  };
  if (verdict.outcome === 'accepted') return { ...found, ...acceptedResult(verdict, context) };
  return { ...found, outcome: verdict.outcome, problem: verdict.problem, checks: verdict.checks, credentials: [] };
}

async function judgeAnswers(
  answers: readonly Answer[],
  context: GateContext,
  resources: Resources,
): Promise<readonly JudgedAnswer[]> {
  requireFewBbsProofs(answers.flatMap((answer) => ('presentation' in answer ? answer.presentation.credentials : [])));
  const judged: JudgedAnswer[] = [];
  for (const [index, answer] of answers.entries()) judged.push(await judgeAnswer(answer, index, context, resources));
  return judged;
}

/** A presentation, and its one credential once the presentation has proved whose it is. */
async function judgeAnswer(
  answer: Answer,
  index: number,
  context: GateContext,
  resources: Resources,
): Promise<JudgedAnswer> {
  const { query } = answer;
  if ('token' in answer) {
    const asked = { ...context, requirement: query.requirement };
    return { query, ...(await judgeSdJwt(answer.token, index, asked, resources)) };
  }
  const { presentation } = answer;
  const { checks, provenHolder } = await judgePresentation(presentation, context, resources);
  if (provenHolder === undefined) return { query, checks };

  const count = named('policy', checkCredentialCount(presentation));
  const [document] = presentation.credentials;
  if (count.outcome === 'failed' || !document) return { query, provenHolder, checks: [...checks, count] };

  const asked = { ...context, requirement: query.requirement };
  const judged = await verifyCredential(document, { holder: provenHolder, index }, asked, resources);
  return {
    query,
    provenHolder,
    checks: [...checks, ...judged.checks],
    ...(judged.credential && { credential: judged.credential }),
  };
}
