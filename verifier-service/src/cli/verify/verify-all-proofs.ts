import type { CheckResult, VerificationResult, Verifier } from '@coop-credentials/core';

/**
 * Every proof of a document and of the credentials in it, and nothing else. A document without any, and a credential
 * without any, is rejected.
 */
export async function verifyAllProofs(document: unknown, verifier: Verifier, now: Date): Promise<VerificationResult> {
  const whole = await verifier.verifyProofs(document, { now });
  const inside = credentialsIn(document);
  const checks: CheckResult[] = inside ? [...whole] : whole.map((check) => ({ credential: 0, ...check }));
  for (const [index, credential] of (inside ?? []).entries()) {
    const found = await verifier.verifyProofs(credential, { now });
    checks.push(...found.map((check) => ({ ...check, credential: index })));
  }
  const wrong = ['failed', 'inconclusive'].flatMap(
    (outcome) => checks.find((check) => check.outcome === outcome) ?? [],
  );
  const [first] = wrong;
  return {
    outcome: first === undefined ? 'accepted' : first.outcome === 'failed' ? 'rejected' : 'inconclusive',
    ...(first && 'problem' in first && { problem: first.problem }),
    ...{ provesHolder: false, checks, credentials: [], claimsTrusted: false },
  };
}

/** Those of a presentation; undefined for what is none. */
function credentialsIn(document: unknown): readonly unknown[] | undefined {
  if (typeof document !== 'object' || document === null || !('type' in document)) return undefined;
  if (![document.type].flat().includes('VerifiablePresentation')) return undefined;
  const inside = 'verifiableCredential' in document ? document.verifiableCredential : [];
  return Array.isArray(inside) ? inside : [inside];
}
