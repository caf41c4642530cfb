import type { VerificationResult } from '@coop-credentials/core';
import { parsePolicy, type Policy } from '@coop-credentials/core';
import { harvest, harvestDid, meadow, meadowDid, statusList } from '../../../core/test/factories/index.ts';
import { newVerification } from '../../src/requests/new-verification.ts';
import { insertVerification } from '../../src/store/verification-store.ts';
import type { PresentationRequest } from '../../src/requests/presentation-request.ts';
import { hours } from '../bed/clock.ts';
import { loungePolicy } from '../bed/policy.ts';
import type { TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';

export const day = hours(24);

/** A grant as the world knows it, whatever the service says of it. Times in milliseconds. */
export interface Grant {
  readonly id: string;
  readonly holder: string;
  readonly coop: 'harvest' | 'meadow';
  readonly index: number;
  readonly madeAt: number;
  /** Of its credential. */
  readonly validUntil: number;
  /** As the service told it. */
  readonly grantUntil: number;
  revokedAt?: number;
  suspended?: boolean;
  /** The last time. */
  suspendedAt?: number;
  forgotten?: boolean;
}

const coops = {
  harvest: { did: harvestDid, signer: harvest },
  meadow: { did: meadowDid, signer: meadow },
};
export type Coop = keyof typeof coops;

export const yearPolicy = ({ denied = [] as string[] } = {}) =>
  loungePolicy({
    accept: [
      {
        require: [
          {
            type: 'CoopMembershipCredential',
            issuers: {
              allow: Object.values(coops).map(({ did }) => ({ id: did, name: 'A co-op' })),
              deny: denied.map((id) => ({ id })),
            },
          },
        ],
      },
    ],
    grant: { for: 'P60D', grace: 'P7D' },
    status: { required: true, unreachable: 'P3D' },
  });

/** Numbers that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const urlOf = (coop: Coop, purpose: 'revocation' | 'suspension') => `https://${coop}.example/status/${purpose}`;

/** Publishes what a co-op has taken back by now. */
export async function publish(lists: Map<string, unknown>, coop: Coop, grants: readonly Grant[], now: Date) {
  const { did, signer } = coops[coop];
  const own = grants.filter((grant) => grant.coop === coop);
  const taken = {
    revocation: own.filter(({ revokedAt }) => revokedAt !== undefined),
    suspension: own.filter(({ suspended }) => suspended),
  };
  for (const purpose of ['revocation', 'suspension'] as const) {
    const url = urlOf(coop, purpose);
    const list = await statusList({
      issuer: { did, keyPair: signer },
      ...{ url, purpose, validFrom: now, created: now },
      taken: taken[purpose].map(({ index }) => index),
    });
    lists.set(url, list);
  }
}

/** The co-op's server is down. */
export function takeDown(lists: Map<string, unknown>, coop: Coop): void {
  lists.delete(urlOf(coop, 'revocation'));
  lists.delete(urlOf(coop, 'suspension'));
}

export interface NewGrant {
  readonly coop: Coop;
  readonly index: number;
  readonly member: string;
  readonly validUntil: Date;
  readonly version: number;
}

/**
 * Makes grants as the answering of a request does, without the wallet and the signatures that other tests are about:
 * what is kept of a result, collected at once.
 */
export async function grant(
  { stores, clock }: Pick<TestService, 'stores' | 'clock'>,
  site: SiteClient,
  wanted: readonly NewGrant[],
): Promise<Grant[]> {
  const parsed = parsePolicy({ id: 'members-lounge', ...yearPolicy() });
  if (!parsed.ok) throw new TypeError('the policy of the year is one');
  const now = clock();
  const made = await Promise.all(
    wanted.map(async (one) => ({
      one,
      stored: await newVerification(stores, asked(parsed.policy, site, one), accepted(one), now),
    })),
  );
  await stores.db.transaction().execute(async (transaction) => {
    for (const { stored } of made) {
      await insertVerification(transaction, stored);
      const { id } = stored.verification;
      await transaction
        .updateTable('verifications')
        .set({ collected_at: now.getTime() })
        .where('id', '=', id)
        .execute();
    }
  });
  return made.map(({ one: { coop, index, validUntil }, stored: { verification } }) => ({
    id: verification.id,
    holder: verification.holder,
    coop,
    index,
    madeAt: now.getTime(),
    validUntil: validUntil.getTime(),
    grantUntil: Date.parse(verification.grantUntil),
  }));
}

function asked(policy: Policy, site: SiteClient, { index, coop, version }: NewGrant) {
  const request = {
    id: `pr_${coop}_${index}`,
    siteId: site.site.id,
    policy: { id: policy.id, version },
  } as PresentationRequest;
  return { policy, request };
}

function accepted({ coop, index, member, validUntil }: NewGrant): VerificationResult {
  const issuer = coops[coop].did;
  const status = (['revocation', 'suspension'] as const).map((purpose) => ({
    ...{ type: 'BitstringStatusListEntry' as const, list: urlOf(coop, purpose), index, purpose, size: 1 },
  }));
  const credential = {
    ...{ type: 'CoopMembershipCredential', issuer: { id: issuer }, format: 'ldp_vc' as const },
    ...{ validUntil: validUntil.toISOString(), vouchedFor: [], claims: {}, status },
  };
  return {
    outcome: 'accepted',
    ...{ provesHolder: true, claimsTrusted: true, checks: [], credentials: [credential], matched: { accept: 0 } },
    identity: { kind: 'wallet', issuer, value: member },
  };
}
