import type { Requirement } from '@coop-credentials/core';
import { issueCredential, type ClaimsByType, type SignedCredential } from '@coop-credentials/core/profile';
import type { TestWorld } from './test-world.ts';

const DAY = 24 * 60 * 60 * 1000;
const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * DAY);

export const TEST_CO_OP = 'Test Co-op';

/** What the test member shows: a membership that holds, or one that has ended, to see how a site says no. */
export type Shown = 'current' | 'ended';

/** A credential of the test issuer that fits what a policy requires, whatever its claims are. */
export function testCredential(
  { issuer, member }: TestWorld,
  requirement: Pick<Requirement, 'type' | 'claims'>,
  shown: Shown,
  now: Date,
): Promise<SignedCredential> {
  const ended = shown === 'ended';
  return issueCredential({
    type: requirement.type,
    issuer: { did: issuer.controller, keyPair: issuer, name: TEST_CO_OP },
    holderDid: member.controller,
    claims: fitting(sampleClaims(issuer.controller, now)[requirement.type], requirement.claims),
    validFrom: daysFrom(now, ended ? -31 : -1),
    validUntil: daysFrom(now, ended ? -1 : 30),
    created: daysFrom(now, ended ? -31 : -1),
    format: 'vcdm2-eddsa-rdfc-2022',
  });
}

function sampleClaims(did: string, now: Date): ClaimsByType {
  const coOp = { id: did, name: TEST_CO_OP };
  return {
    CoopMembershipCredential: {
      memberOf: coOp,
      membershipClass: 'consumer',
      coopType: 'consumer',
      memberSince: '2020',
      membershipId: 'test-member',
    },
    CoopTicketCredential: { event: { name: 'Test evening' }, ticketNumber: 'TEST-1', admits: 1 },
    CoopReceiptCredential: {
      seller: coOp,
      orderNumber: 'TEST-1',
      orderDate: now.toISOString().slice(0, 10),
      totalPrice: '10.00',
      priceCurrency: 'EUR',
    },
    CoopAttestationCredential: {
      attribute: 'test',
      attributeValue: true,
      checkedBy: coOp,
      checkMethod: 'test',
      checkedAt: now.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    },
  };
}

/** The sample with every asked value set to the first one that is welcome; what it does not have, nobody shows. */
function fitting<T extends object>(sample: T, asked: Requirement['claims']): T {
  const claims = { ...sample } as Record<string, unknown>;
  for (const { path, values } of asked) {
    const [wanted] = values ?? [];
    const [name, ...rest] = path;
    const isPlain = typeof name === 'string' && Object.hasOwn(sample, name) && typeof claims[name] !== 'object';
    if (wanted !== undefined && isPlain && rest.length === 0) claims[name] = wanted;
  }
  return claims as T;
}
