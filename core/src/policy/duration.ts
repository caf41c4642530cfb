/** An ISO 8601 duration of whole units, such as `P1Y`, `P30D` or `PT12H`. */
export interface Duration {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly milliseconds: number;
}

const form =
  /^P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/;

/** Reads a duration, or returns undefined for what is none. */
export function parseDuration(text: string): Duration | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return { years, months, days: weeks * 7 + days, milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1000 };
}

/** A moment and a duration after it. */
export const plus = (moment: Date, text: string): Date => shift(moment, text, 1);

/** Whether a duration is no longer than another one, from any day of the calendar on. */
export function isAtMost(text: string, most: string): boolean {
  const start = new Date(0);
  return plus(start, text).getTime() <= plus(start, most).getTime();
}

/** The moment a duration before. */
export const minus = (moment: Date, text: string): Date => shift(moment, text, -1);

/**
 * Calendar units count in UTC, so that every server gives the same answer; a day that the target month lacks becomes
 * its last day, as in XML Schema 1.1 part 2, §E.3.3.
 */
function shift(moment: Date, text: string, sign: 1 | -1): Date {
  const duration = parseDuration(text);
  if (!duration) throw new TypeError('not an ISO 8601 duration');
  const { years, months, days, milliseconds } = duration;

  const shifted = new Date(moment);
  const day = shifted.getUTCDate();
  shifted.setUTCDate(1);
  shifted.setUTCMonth(shifted.getUTCMonth() + sign * (years * 12 + months));
  const lastDay = new Date(Date.UTC(shifted.getUTCFullYear(), shifted.getUTCMonth() + 1, 0)).getUTCDate();
  shifted.setUTCDate(Math.min(day, lastDay));
  shifted.setUTCDate(shifted.getUTCDate() + sign * days);
  return new Date(shifted.getTime() + sign * milliseconds);
}
