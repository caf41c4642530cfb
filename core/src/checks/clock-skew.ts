/** How far two honest clocks may be apart, in milliseconds (RFC 7519 §4.1.4 leaves it to us). */
export const CLOCK_SKEW = 60_000;
