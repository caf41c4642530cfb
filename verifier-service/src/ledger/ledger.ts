import type { Change } from '../store/change-redemption.ts';
import type { Redemption } from '../store/redemption-row.ts';
import type { StoredVerification } from '../store/verification-store.ts';

export interface ReserveInput {
  readonly verificationId: string;
  /** The site's own name for what it is used for, such as an order: the same one again does nothing twice. */
  readonly idempotencyKey: string;
  /** Seconds until an abandoned reservation ends by itself; `null` has no time limit. */
  readonly ttl: number | null;
}

/**
 * How often something may still be used: nothing is said where there is no limit, and 0 where it cannot be counted.
 * `resetsAt` only while a window is running.
 */
export interface ToldStanding {
  readonly remaining?: number;
  /** ISO 8601 */
  readonly resetsAt?: string;
}

export interface ToldRedemption extends ToldStanding {
  readonly id: string;
  readonly verificationId: string;
  /** Absent once its verification is forgotten. */
  readonly idempotencyKey?: string;
  readonly state: Redemption['state'];
  /** ISO 8601 */
  readonly createdAt: string;
  /** Of a reservation with a time limit. */
  readonly expiresAt?: string;
}

/** Using something a limited number of times. */
export interface Ledger {
  /**
   * @returns the redemption, and whether this call made it
   * @throws ProblemError `verification_unknown`, `verification_ended`, `verification_not_counted`,
   *   `programme_unknown`, `limit_reached`, `idempotency_key_reused`
   */
  reserve(siteId: string, input: ReserveInput): Promise<{ redemption: ToldRedemption; created: boolean }>;
  /** @throws ProblemError `redemption_unknown` */
  read(siteId: string, id: string): Promise<ToldRedemption>;
  /**
   * `keep` lifts the time limit, `commit` makes it final, `release` gives it back. What had expired is taken again,
   * by the limit as it is now.
   * @throws ProblemError `redemption_unknown`, `redemption_released`, `limit_reached`
   */
  change(siteId: string, id: string, change: Change): Promise<ToldRedemption>;
  /** What a site is told with a verification. */
  standing(verification: StoredVerification): Promise<ToldStanding>;
  /**
   * Starts the holder's window anew.
   * @param by a site resets only what is its own
   * @throws ProblemError `limit_shared`, `programme_unknown`, `verification_not_counted`
   */
  reset(verification: StoredVerification, by: 'site' | 'operator'): Promise<ToldStanding>;
  /** What a verification was used for, oldest first. */
  redemptionsOf(verification: StoredVerification): Promise<readonly ToldRedemption[]>;
}
