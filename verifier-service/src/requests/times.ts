const MINUTE = 60_000;

/** How long a request is open at first, and how much longer with each `extend`. */
export const OPEN_FOR = 5 * MINUTE;

/** How long in all. */
export const OPEN_AT_MOST = 30 * MINUTE;

/** Longer than any verification may take: only a process that died lets it run out. */
export const LEASE_FOR = 15_000;

/** Answers that were read, checked and did not count, before no more are taken. */
export const MOST_TRIES = 10;
