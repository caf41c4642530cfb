import { grantUntil, pairwiseHolder, type VerificationResult } from '@coop-credentials/core';
import { newId } from '../secrets/tokens.ts';
import type { RequestDependencies } from './dependencies.ts';
import type { AskedHandle } from './presentation-request.ts';
import type { Verification } from './verification.ts';

/** What is kept of an accepted result (DESIGN §2): whose member, until when and why, and the person as a pseudonym. */
export async function newVerification(
  { sites }: Pick<RequestDependencies, 'sites'>,
  { policy, request }: Pick<AskedHandle, 'policy' | 'request'>,
  result: VerificationResult,
  now: Date,
): Promise<Verification> {
  if (!result.identity || !result.matched) throw new TypeError('An accepted result says who and by which alternative');

  return {
    id: newId('vf'),
    holder: pairwiseHolder(await sites.pairwiseSecret(request.siteId), result.identity),
    policy: request.policy,
    matched: { accept: result.matched.accept },
    grantUntil: grantUntil(policy, result.credentials, now).toISOString(),
    credentials: result.credentials.map(({ type, issuer, validUntil, reason }) => ({
      type,
      issuer: { id: issuer.id, ...(issuer.name && { name: issuer.name }) },
      ...(validUntil && { validUntil }),
      ...(reason && { reason }),
    })),
    checks: result.checks.map(({ check, outcome }) => ({ check, outcome })),
  };
}
