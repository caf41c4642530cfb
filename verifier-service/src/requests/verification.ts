import type { CheckName, CheckOutcome } from '@coop-credentials/core';

/** What is kept of an accepted answer: no claims but whose members its issuer vouches for, and no presentation. */
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
    /**
     * Co-ops whose member it is though they are not the issuer, by their DIDs: decisions against them end it, too. For
     * us alone. Absent where it was stored before this was kept.
     */
    readonly vouchedFor?: readonly string[];
    /** By which sequence of which recognition list. */
    readonly recognisedBy?: { readonly list: string; readonly seq: number; readonly digest: string };
  }[];
  readonly checks: readonly { readonly check: CheckName; readonly outcome: CheckOutcome['outcome'] }[];
}
