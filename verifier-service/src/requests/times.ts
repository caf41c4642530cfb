const MINUTE = 60_000;

/** How long a request is open at first, and how much longer with each `extend`. */
export const OPEN_FOR = 5 * MINUTE;

/** How long in all. */
export const OPEN_AT_MOST = 30 * MINUTE;

/** Of whoever verifies an answer, unless it is renewed: only a process that died or stood still lets it run out. */
export const LEASE_FOR = 3_000;

/** Two renewals may be lost. */
export const RENEW_EVERY = 1_000;

/** Answers that were read, checked and did not count, before no more are taken. */
export const MOST_TRIES = 10;
