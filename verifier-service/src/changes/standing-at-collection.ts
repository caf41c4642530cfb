import type { PolicyStore } from '../store/policy-store.ts';
import type { StoredVerification } from '../store/verification-store.ts';
import { judgeIssuers, type StandingOf } from './judge-issuers.ts';
import { nextStanding, type NextStanding } from './next-standing.ts';
import { policyReader } from './policy-reader.ts';

/**
 * How an answer stands when its site collects it: by its issuers and the newest version of the policy, which may be
 * another one than it was answered under. Asks nobody; its status is looked at with the next recheck, which is due.
 */
export function standingAtCollection(policies: PolicyStore, standingOf: StandingOf) {
  const policyOf = policyReader(policies);

  return async ({ siteId, verification, createdAt, state }: StoredVerification, now: number): Promise<NextStanding> => {
    const { policy: answered, credentials } = verification;
    const by = await policyOf({ siteId, policyId: answered.id, judgedVersion: answered.version });
    const before = { state: state === 'suspended' ? state : 'live', unreachableSince: undefined } as const;
    return nextStanding(before, {
      issuers: judgeIssuers(by.policy, { credentials, createdAt }, standingOf),
      policyChanged: by.version !== answered.version,
      statuses: [],
      grace: by.policy.status.unreachable,
      now,
    });
  };
}
