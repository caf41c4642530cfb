/** The last second of the year 9999: a later one is a mistake in milliseconds. */
const LATEST = 253_402_300_799;

/** The moment of a NumericDate (RFC 7519 §2), or undefined for what is none. */
export function parseNumericDate(seconds: unknown): Date | undefined {
  const isTime = typeof seconds === 'number' && seconds >= 0 && seconds <= LATEST;
  return isTime ? new Date(seconds * 1_000) : undefined;
}
