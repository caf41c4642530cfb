import type { CheckContext, Resources } from './context.ts';
import { checkCredentialProof } from './checks/check-credential-proof.ts';
import { checkDocument } from './checks/check-document.ts';
import { checkHolderProof } from './checks/check-holder-proof.ts';
import { checkNonceAndAudience } from './checks/check-nonce-and-audience.ts';
import { checkOneProof } from './checks/check-one-proof.ts';
import { checkPresentationProof } from './checks/check-presentation-proof.ts';
import { checkSchema } from './checks/check-schema.ts';
import { checkStatus } from './checks/check-status.ts';
import { checkValidityPeriod } from './checks/check-validity-period.ts';
import { readSigned } from './contexts/read-signed.ts';
import { asList, isJsonObject, type JsonObject } from './parse/json-object.ts';
import { documentLimits } from './parse/limits.ts';
import { parseCredential } from './parse/parse-credential.ts';
import { parseHolder } from './parse/parse-holder.ts';
import { isPresentation, parsePresentation } from './parse/parse-presentation.ts';
import { requireFewBbsProofs } from './parse/require-few-bbs-proofs.ts';
import { walkWithin } from './parse/walk-within.ts';
import { isSdJwt } from './proofs/sd-jwt/parse-sd-jwt.ts';
import { verifySdJwtDocument } from './verify-sd-jwt-document.ts';
import { problem, VerificationError } from './problem.ts';
import { verifyProofs } from './proofs/data-integrity/verify-proofs.ts';
import { firstProblem, named, notApplicable, type CheckResult, type VerificationResult } from './result.ts';

/**
 * Judges any credential or presentation, an SD-JWT VC as text, without a policy, as the command line and VC-API do:
 * proofs, the issuer's key, validity, status, schema, and nonce and audience where given. What only a gate asks is not applicable, and no claim
 * is given out.
 *
 * @throws VerificationError when the input is no credential or presentation at all, or beyond the limits
 */
export async function verifyDocument(
  input: unknown,
  context: CheckContext,
  resources: Resources,
): Promise<VerificationResult> {
  if (isSdJwt(input)) {
    const { checks, holder } = await verifySdJwtDocument(input, context, resources);
    return { ...conclude(checks, holder !== undefined), ...(holder !== undefined && { holder }) };
  }
  if (isPresentation(input)) return verifyPresentationDocument(input, context, resources);
  walkWithin(input, documentLimits);
  if (!isJsonObject(input)) throw new VerificationError(problem('credential_malformed'));
  requireFewBbsProofs([input]);
  const target = asList(input['proof']).map((proof) =>
    checkNonceAndAudience(isJsonObject(proof) ? proof : {}, context),
  );
  const asked = target.filter(({ outcome }) => outcome !== 'not-applicable');
  const checks = asked.map((outcome) => named('nonce-and-audience', outcome));
  return conclude([...checks, ...(await judgeCredential(input, 0, context, resources))], false);
}

async function verifyPresentationDocument(
  input: JsonObject,
  context: CheckContext,
  resources: Resources,
): Promise<VerificationResult> {
  const { resolveDid, contexts } = resources;
  const presentation = parsePresentation(input, documentLimits);
  requireFewBbsProofs(presentation.credentials);
  const count = named('proof', checkOneProof(presentation));
  if (count.outcome === 'failed') return conclude([count], false);

  const signed = await readSigned(input, { kind: 'presentation', contexts, profile: 'document' });
  const options = { purpose: 'authentication', now: context.now, resolveDid, documentLoader: contexts.load } as const;
  const presented = { ...parseHolder(signed), proofs: await verifyProofs(input, options) };
  const checks = [
    named('proof', checkPresentationProof(presented)),
    named('holder-binding', presented.holder === undefined ? notApplicable : checkHolderProof(presented)),
    named('nonce-and-audience', checkNonceAndAudience(presentation.proofs[0] ?? {}, context)),
    named('proof-freshness', notApplicable),
  ];
  const isProven = checks.slice(0, 3).every(({ outcome }) => outcome === 'passed');

  const ofCredentials: CheckResult[] = [];
  for (const [index, document] of presentation.credentials.entries()) {
    ofCredentials.push(...(await judgeCredential(document, index, context, resources)));
  }
  const holder = isProven && presented.holder !== undefined && { holder: presented.holder };
  return { ...conclude([...checks, ...ofCredentials], isProven), ...holder };
}

async function judgeCredential(
  document: JsonObject,
  index: number,
  context: CheckContext,
  resources: Resources,
): Promise<readonly CheckResult[]> {
  const { resolveDid, contexts } = resources;
  const credential = parseCredential(await readSigned(document, { kind: 'credential', contexts, profile: 'document' }));
  const { now } = context;
  const options = { purpose: 'assertionMethod', now, resolveDid, documentLoader: contexts.load, bbs: 'allow' } as const;
  const subject = { credential, proofs: await verifyProofs(document, options) };
  return [
    named('proof', checkCredentialProof(subject), index),
    named('holder-binding', notApplicable, index),
    named('validity-period', checkValidityPeriod(subject, context), index),
    named('status', context.withoutStatus ? notApplicable : await checkStatus(subject, context, resources), index),
    named('issuer-recognition', notApplicable, index),
    named('membership-authority', notApplicable, index),
    named('schema', checkDocument(checkSchema(subject), document, resources.files), index),
    named('disclosure', notApplicable, index),
  ];
}

/** Nothing tolerates what could not be found out; a failure beside it is the clearer answer. */
function conclude(checks: readonly CheckResult[], provesHolder: boolean): VerificationResult {
  const found = { provesHolder, checks, credentials: [], claimsTrusted: false };
  const failure = firstProblem(checks, 'failed');
  if (failure) return { ...found, outcome: 'rejected', problem: failure };
  const undecided = firstProblem(checks, 'inconclusive');
  return undecided ? { ...found, outcome: 'inconclusive', problem: undecided } : { ...found, outcome: 'accepted' };
}
