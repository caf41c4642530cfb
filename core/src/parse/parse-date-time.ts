/** `xsd:dateTimeStamp`: date, time, and a time zone that must be there (VC Data Model 2.0 §4.9). */
const dateTimeStamp = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/**
 * The moment a date-time names, or undefined where it names none. `Date.parse` alone would take
 * "2026" and read a time without a zone in the zone of whoever runs it; and it rolls 30 February over to March.
 */
export function parseDateTime(text: unknown): Date | undefined {
  const match = typeof text === 'string' ? dateTimeStamp.exec(text) : null;
  if (!match) return undefined;
  const [year, month, day] = [match[1], match[2], match[3]].map(Number) as [number, number, number];
  // No month or day is beyond these but the last days of a month.
  if (day > 28 && day > lastDayOf(year, month)) return undefined;
  const moment = new Date(match[0]);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
