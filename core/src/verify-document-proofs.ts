import type { Resources } from './context.ts';
import { readSigned } from './contexts/read-signed.ts';
import { isJsonObject } from './parse/json-object.ts';
import { documentLimits } from './parse/limits.ts';
import { isPresentation } from './parse/parse-presentation.ts';
import { requireFewBbsProofs } from './parse/require-few-bbs-proofs.ts';
import { walkWithin } from './parse/walk-within.ts';
import { problem, VerificationError } from './problem.ts';
import { verifyProofs } from './proofs/data-integrity/verify-proofs.ts';
import { isSdJwt } from './proofs/sd-jwt/parse-sd-jwt.ts';
import { verifyTokenProofs } from './verify-token-proofs.ts';
import { failed, named, passed, type CheckResult } from './result.ts';

/**
 * The proofs of a document, one result each, and nothing else: not whose key it is, nor whether the time is right.
 *
 * @throws VerificationError for what is no document, or beyond the `document` limits
 */
export async function verifyDocumentProofs(
  input: unknown,
  now: Date,
  resources: Resources,
): Promise<readonly CheckResult[]> {
  if (isSdJwt(input)) return verifyTokenProofs(input, now, resources);
  const { resolveDid, contexts } = resources;
  walkWithin(input, documentLimits);
  if (!isJsonObject(input)) throw new VerificationError(problem('credential_malformed'));
  requireFewBbsProofs([input]);
  const kind = isPresentation(input) ? 'presentation' : 'credential';
  await readSigned(input, { kind, contexts, profile: 'document' });

  const purpose = kind === 'presentation' ? 'authentication' : 'assertionMethod';
  const findings = await verifyProofs(input, { purpose, now, resolveDid, documentLoader: contexts.load, bbs: 'allow' });
  if (findings.length === 0) return [named('proof', failed(problem('proof_missing')))];
  return findings.map((found) =>
    named('proof', found.outcome === 'passed' ? passed : { outcome: found.outcome, problem: found.problem }),
  );
}
