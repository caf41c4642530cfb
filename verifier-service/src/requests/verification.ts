import type { CheckName, CheckOutcome } from '@coop-credentials/core';

/** What is kept, and told to the site, of an accepted answer: no claims, no presentation. */
export interface Verification {
  readonly id: string;
  /** Pairwise: another site knows the same person by another id. */
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
    /** By which sequence of which recognition list. */
    readonly recognisedBy?: { readonly list: string; readonly seq: number; readonly digest: string };
  }[];
  readonly checks: readonly { readonly check: CheckName; readonly outcome: CheckOutcome['outcome'] }[];
}
