import { createHash } from 'node:crypto';
import type { Policy } from '@coop-credentials/core';
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

/** Why a verification takes from nothing although there is a limit: it is used no more, never without one. */
export interface Uncounted {
  readonly uncounted: 'programme_unknown' | 'verification_not_counted';
}

export interface CounterDependencies {
  readonly policies: PolicyStore;
  readonly programmes: Programmes;
}

/**
 * What a redemption of a verification takes from: nothing where its policy has no limit. Counters go by membership
 * and policy, so that a renewed credential or a second wallet of the same membership finds the same ones.
 */
export function countersOf({ policies, programmes }: CounterDependencies) {
  return async (stored: StoredVerification): Promise<Counters | Uncounted> => {
    const limit = await limitOf(policies, stored);
    if (!limit) return { counters: [] };
    if (limit === 'not-counted') return { uncounted: 'verification_not_counted' };
    if ('count' in limit) return { counters: [{ key: siteKey(stored), count: limit.count, per: limit.per }] };
    const { siteId, verification, programmeKeysSealed: keysSealed } = stored;
    const counters = await programmes.counters(limit.programme, {
      siteId,
      verificationId: verification.id,
      keysSealed,
    });
    if (counters === 'unknown') return { uncounted: 'programme_unknown' };
    if (counters === 'not-counted') return { uncounted: 'verification_not_counted' };
    return { counters, programme: limit.programme };
  };
}

/**
 * The limit of the policy's newest version, deleted or not, so that changing it holds at once. Who was told apart by
 * their wallet cannot be counted by a membership. Where the newest version has no limit because it tells people apart
 * otherwise, the one that was answered holds on.
 */
async function limitOf(
  policies: PolicyStore,
  { siteId, verification }: StoredVerification,
): Promise<Limit | 'not-counted' | undefined> {
  const { id, version } = verification.policy;
  const newest = await policies.findNewest(siteId, id);
  const answered = newest?.version === version ? newest.policy : await policies.findVersion(siteId, id, version);
  const limit = newest?.policy.limit;
  if (limit) return answered?.identify === 'membership' ? limit : 'not-counted';
  return newest?.policy.identify === answered?.identify ? undefined : answered?.limit;
}

/** The holder's id is the site's own already; the hash only makes the key one word. */
function siteKey({ siteId, verification: { policy, holder } }: StoredVerification): string {
  return createHash('sha256')
    .update(JSON.stringify(['cc/1', 'limit', siteId, policy.id, holder]))
    .digest('base64url');
}
