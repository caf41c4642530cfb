import type { Problem, VerificationResult } from '@coop-credentials/core';

/** Nothing was found out about the presentation. */
export function inconclusive(found: Problem): VerificationResult {
  const nothing = { provesHolder: false, checks: [], credentials: [], claimsTrusted: false } as const;
  return { outcome: 'inconclusive', problem: found, ...nothing };
}
