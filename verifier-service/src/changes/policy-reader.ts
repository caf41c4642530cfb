import type { Policy } from '@coop-credentials/core';
import type { PolicyStore } from '../store/policy-store.ts';
import type { OpenVerification } from '../store/standing-store.ts';

/** The policy that a verification is held against, and its version. */
export interface JudgedBy {
  readonly policy: Policy;
  readonly version: number;
}

/** The newest version of a verification's policy; of a policy that is deleted, the one it was last accepted under. */
export const policyReader =
  (policies: PolicyStore) =>
  async ({
    siteId,
    policyId,
    judgedVersion,
  }: Pick<OpenVerification, 'siteId' | 'policyId' | 'judgedVersion'>): Promise<JudgedBy> => {
    const newest = await policies.find(siteId, policyId);
    if (newest) return newest;
    const policy = await policies.findVersion(siteId, policyId, judgedVersion);
    if (!policy) throw new TypeError('A verification names a version of a policy that is kept');
    return { policy, version: judgedVersion };
  };
