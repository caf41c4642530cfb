import { grantUntil, pairwiseHolder, type VerificationResult } from '@coop-credentials/core';
import { newId } from '../secrets/tokens.ts';
import type { RequestDependencies } from './dependencies.ts';
import type { AskedHandle } from './presentation-request.ts';
import type { NewVerification } from '../store/verification-store.ts';

/** What is kept of an accepted result: whose member, until when and why, and the person as a pseudonym. */
export async function newVerification(
  { sites, programmes, statusPointers }: Pick<RequestDependencies, 'sites' | 'programmes' | 'statusPointers'>,
  { policy, request }: Pick<AskedHandle, 'policy' | 'request'>,
  result: VerificationResult,
  now: Date,
): Promise<NewVerification> {
  const { identity, matched } = result;
  if (!identity || !matched) throw new TypeError('An accepted result says who and by which alternative');
  const { id: requestId, siteId } = request;
  const id = newId('vf');
  const programmeKeysSealed =
    policy.limit && 'programme' in policy.limit
      ? await programmes.sealKeys(policy.limit.programme, { siteId, verificationId: id, identity })
      : undefined;

  const statusSealed = statusPointers.seal(
    id,
    result.credentials.map(({ issuer, status }) => ({ issuer: issuer.id, entries: status })),
  );

  return {
    siteId,
    requestId,
    createdAt: now.getTime(),
    ...(programmeKeysSealed !== undefined && { programmeKeysSealed }),
    ...(statusSealed !== undefined && { statusSealed }),
    verification: {
      id,
      holder: pairwiseHolder(await sites.pairwiseSecret(siteId), identity),
      policy: request.policy,
      matched: { accept: matched.accept },
      grantUntil: grantUntil(policy, result.credentials, now).toISOString(),
      credentials: result.credentials.map(({ type, issuer, vouchedFor, validUntil, reason, recognisedBy }) => ({
        type,
        issuer: { id: issuer.id, ...(issuer.name && { name: issuer.name }) },
        vouchedFor,
        ...(validUntil && { validUntil }),
        ...(reason && { reason }),
        ...(recognisedBy && { recognisedBy }),
      })),
      checks: result.checks.map(({ check, outcome }) => ({ check, outcome })),
    },
  };
}
