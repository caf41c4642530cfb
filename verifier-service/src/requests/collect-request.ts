import type { CheckName, CheckOutcome, Problem } from '@coop-credentials/core';

/** What a site keeps of an accepted answer: no claims, no presentation. */
export interface Verification {
  readonly id: string;
  readonly holder: string;
  readonly policy: { readonly id: string; readonly version: number };
  readonly matched: { readonly accept: number };
  /** ISO 8601 */
  readonly grantUntil: string;
  readonly credentials: readonly {
    readonly type: string;
    readonly issuer: { readonly id: string; readonly name?: string };
    readonly validUntil?: string;
    readonly reason?: string;
  }[];
  readonly checks: readonly { readonly check: CheckName; readonly outcome: CheckOutcome['outcome'] }[];
}

export interface CollectedResult {
  readonly id: string;
  readonly state: 'accepted' | 'rejected';
  readonly subject: string;
  /** When accepted, and the request was no test. */
  readonly verification?: Verification;
  /** When rejected. */
  readonly problem?: Problem;
}
