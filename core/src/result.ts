import type { Problem } from './problem.ts';
import type { StatusEntry } from './status/status-entry.ts';

/** The rules a presentation is judged by, one check each, in the order they run. */
export type CheckName =
  | 'proof'
  | 'holder-binding'
  | 'nonce-and-audience'
  | 'proof-freshness'
  | 'validity-period'
  | 'status'
  | 'issuer-recognition'
  | 'membership-authority'
  | 'schema'
  /** What is disclosed belongs to what was signed: `ldp_vc` signs a whole document, so its proof says it already. */
  | 'disclosure'
  | 'policy';

/**
 * What one check found. `failed` and `inconclusive` always carry a problem.
 * Only a policy may tolerate `inconclusive`.
 */
export type CheckOutcome =
  | { readonly outcome: 'passed' | 'not-applicable' }
  | { readonly outcome: 'failed' | 'inconclusive'; readonly problem: Problem };

/** A check's outcome under its name, as sites see it. */
export type CheckResult = CheckOutcome & {
  readonly check: CheckName;
  /** Which credential of the answer the check looked at; absent for the presentation itself. */
  readonly credential?: number;
};

/**
 * A credential that took part in an accepted answer: as its issuer signed it, but for `type`, which is the policy's
 * question, and `issuer.name` and `reason`, which are the site's own words.
 */
export interface VerifiedCredential {
  /** The type's short name in our profile, such as `CoopMembershipCredential`. */
  readonly type: string;
  readonly issuer: {
    readonly id: string;
    /** From the recognition entry or the site's own allow entry, never from the credential. */
    readonly name?: string;
  };
  readonly format: 'ldp_vc' | 'dc+sd-jwt';
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** Why this issuer is accepted, in one sentence. */
  readonly reason?: string;
  /** Co-ops that its members are of and that its issuer vouches for; empty where that is the issuer itself. */
  readonly vouchedFor: readonly string[];
  /** The recognition list that says so, by the site's name for it, and which of its sequences. */
  readonly recognisedBy?: { readonly list: string; readonly seq: number; readonly digest: string };
  /** The subject's claims by their profile names; lists are in no signed order. Never stored, never logged. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Where its issuer may take it back. Names the credential among all others: keep it sealed, tell nobody. */
  readonly status: readonly StatusEntry[];
}

/** What `verifyPresentation` found. */
export interface VerificationResult {
  readonly outcome: 'accepted' | 'rejected' | 'inconclusive';
  /**
   * The answer was signed over our nonce and audience by the key of the holder it names.
   * A request closes only on such an answer: anything else wastes a try, not the visit.
   */
  readonly provesHolder: boolean;
  readonly checks: readonly CheckResult[];
  /** The first problem found, when not accepted. */
  readonly problem?: Problem;
  /** Empty unless accepted. */
  readonly credentials: readonly VerifiedCredential[];
  /** The DID every credential is bound to, when `provesHolder`. */
  readonly holder?: string;
  /** Index into the policy's `accept`, when accepted. */
  readonly matched?: { readonly accept: number };
  /** What the pairwise holder id is made of, when accepted under a policy. */
  readonly identity?: { readonly kind: 'membership' | 'wallet'; readonly issuer: string; readonly value: string };
  /** True only under the `presentation` limit profile: claims may be acted upon. */
  readonly claimsTrusted: boolean;
}

export const passed: CheckOutcome = { outcome: 'passed' };
export const notApplicable: CheckOutcome = { outcome: 'not-applicable' };
export const failed = (problem: Problem): CheckOutcome => ({ outcome: 'failed', problem });
export const inconclusive = (problem: Problem): CheckOutcome => ({ outcome: 'inconclusive', problem });

/** An outcome under the name of its check. */
export const named = (check: CheckName, outcome: CheckOutcome, credential?: number): CheckResult =>
  credential === undefined ? { ...outcome, check } : { ...outcome, check, credential };

/** The first problem among findings of that outcome, in the order they were made. */
export function firstProblem(checks: readonly CheckOutcome[], outcome: 'failed' | 'inconclusive'): Problem | undefined {
  for (const check of checks) if ('problem' in check && check.outcome === outcome) return check.problem;
  return undefined;
}
