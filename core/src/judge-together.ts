import type { CheckContext, Resources } from './context.ts';
import { judgePresentation } from './judge-presentation.ts';
import type { JsonObject } from './parse/json-object.ts';
import { presentationLimits } from './parse/limits.ts';
import type { Credential } from './parse/parse-credential.ts';
import { requireFewBbsProofs } from './parse/require-few-bbs-proofs.ts';
import { parsePresentation } from './parse/parse-presentation.ts';
import { checkRequirement } from './policy/check-requirement.ts';
import type { JudgedAnswer } from './policy/evaluate-policy.ts';
import { policyQueries, type PolicyQuery } from './policy/policy-queries.ts';
import type { Policy } from './policy/policy-schema.ts';
import { problem } from './problem.ts';
import { failed, named } from './result.ts';
import { checkIssuerRecognition } from './checks/check-issuer-recognition.ts';
import { checkValidityPeriod } from './checks/check-validity-period.ts';
import { readCredential, verifyCredential, type JudgedCredential } from './verify-credential.ts';

/** A credential of the presentation, and what it says; undefined where that cannot be read. */
interface Presented {
  readonly document: JsonObject;
  readonly index: number;
  readonly said: Credential | undefined;
}

/**
 * Judges one presentation that answers all questions at once and does not say which by which (VCALM 1.0).
 *
 * Each requirement is put the credential that fits it by what it says; only then is that one verified. Credentials
 * that fit nothing are left alone: a wallet may let its member send more than was asked for. One whose proof is false
 * is verified once, however many requirements it claims to fit.
 *
 * @throws VerificationError of `parsePresentation` alone, before it is known which request the answer is to
 */
export async function judgeTogether(
  input: unknown,
  context: CheckContext & { readonly policy: Policy },
  resources: Resources,
): Promise<readonly JudgedAnswer[]> {
  const requirements = policyQueries(context.policy).filter(
    ({ shape, format }) => shape === 'own' && format === 'ldp_vc',
  );
  const presentation = parsePresentation(input, presentationLimits);
  requireFewBbsProofs(presentation.credentials);
  const { checks, provenHolder: holder } = await judgePresentation(presentation, context, resources);
  if (holder === undefined) return requirements.map((query) => ({ query, checks }));

  const presented: Presented[] = [];
  for (const [index, document] of presentation.credentials.entries()) {
    const said = await readCredential(document, resources.contexts);
    presented.push({ document, index, said: said instanceof Error ? undefined : said });
  }

  const answers: JudgedAnswer[] = [];
  const forged = new Map<JsonObject, JudgedCredential>();
  for (const { query, chosen } of assign(requirements, presented, context)) {
    const asked = { ...context, requirement: query.requirement };
    const { document, index } = chosen;
    const judged = forged.get(document) ?? (await verifyCredential(document, { holder, index }, asked, resources));
    if (isForged(judged)) forged.set(document, judged);
    const all = [...checks, ...judged.checks];
    answers.push({
      query,
      provenHolder: holder,
      checks: all,
      ...(judged.credential && { credential: judged.credential }),
    });
  }
  if (answers.length > 0) return answers;

  const missing = named('policy', failed(problem('credential_missing')));
  return requirements.map((query) => ({ query, provenHolder: holder, checks: [...checks, missing] }));
}

const isForged = ({ checks }: JudgedCredential): boolean =>
  checks.some(({ check, outcome }) => check === 'proof' && outcome === 'failed');

/** Who answers what. Where nothing is of any type asked for, the first of each, so that there is a reason to tell. */
function assign(requirements: readonly PolicyQuery[], presented: readonly Presented[], context: CheckContext) {
  const [first] = presented;
  const [query] = requirements;
  const found = requirements.flatMap((requirement) => {
    const chosen = bestFor(requirement, presented, context);
    return chosen ? [{ query: requirement, chosen }] : [];
  });
  return found.length > 0 || !first || !query ? found : [{ query, chosen: first }];
}

/** The first that would pass if it were true, else the first of the type. */
function bestFor({ requirement }: PolicyQuery, presented: readonly Presented[], context: CheckContext) {
  const ofType = presented.filter(({ said }) => said?.types.includes(requirement.type));
  const asked = { ...context, requirement };
  const fits = ({ said: credential }: Presented) =>
    credential !== undefined &&
    [
      checkIssuerRecognition({ credential }, asked),
      checkRequirement({ credential }, asked),
      checkValidityPeriod({ credential }, asked),
    ].every(({ outcome }) => outcome === 'passed');
  return ofType.find(fits) ?? ofType[0];
}
