import { createHash } from 'node:crypto';
import type { Policy } from '@coop-credentials/core';
import { programmeOf } from '../policies/check-policy.ts';
import type { Programmes } from '../policies/programmes.ts';
import type { Counter } from '../store/limit-counter.ts';
import type { PolicyStore } from '../store/policy-store.ts';
import type { StoredVerification } from '../store/verification-store.ts';

type Limit = NonNullable<Policy['limit']>;

export interface Counters {
  readonly counters: readonly Counter[];
  /** The programme they belong to, where the site does not own them. */
  readonly programme?: string;
}

export interface CounterDependencies {
  readonly policies: PolicyStore;
  readonly programmes: Programmes;
}

/**
 * What a redemption of a verification takes from: nothing where its policy has no limit. Counters go by membership
 * and policy, so that a renewed credential or a second wallet of the same membership finds the same ones.
 * @returns undefined where the policy names a programme that this verification cannot be counted in
 */
export function countersOf({ policies, programmes }: CounterDependencies) {
  return async (stored: StoredVerification): Promise<Counters | undefined> => {
    const limit = await limitOf(policies, stored);
    if (!limit) return { counters: [] };
    if ('count' in limit) return { counters: [{ key: siteKey(stored), count: limit.count, per: limit.per }] };
    const { siteId, verification, programmeKeysSealed: keysSealed } = stored;
    const counters = await programmes.counters(limit.programme, {
      siteId,
      verificationId: verification.id,
      keysSealed,
    });
    return counters && { counters, programme: limit.programme };
  };
}

/**
 * The limit of the policy as it is now, so that changing it helps at once; of the version that was answered where the
 * newest one tells people apart otherwise, or counts them in another programme.
 */
async function limitOf(
  policies: PolicyStore,
  { siteId, verification }: StoredVerification,
): Promise<Limit | undefined> {
  const { id, version } = verification.policy;
  const found = await policies.find(siteId, id);
  const newest = found?.policy;
  const answered = found?.version === version ? newest : await policies.findVersion(siteId, id, version);
  if (!newest || newest.identify !== answered?.identify) return answered?.limit;
  if (newest.limit && 'programme' in newest.limit && programmeOf(answered) !== newest.limit.programme) {
    return answered.limit;
  }
  return newest.limit;
}

/** The holder's id is the site's own already; the hash only makes the key one word. */
function siteKey({ siteId, verification: { policy, holder } }: StoredVerification): string {
  return createHash('sha256')
    .update(JSON.stringify(['cc/1', 'limit', siteId, policy.id, holder]))
    .digest('base64url');
}
