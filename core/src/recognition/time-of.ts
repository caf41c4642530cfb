import { parseDateTime } from '../parse/parse-date-time.ts';

/** In milliseconds; only of what the schema has taken for a time. */
export const timeOf = (text: string): number => (parseDateTime(text) ?? new Date(NaN)).getTime();
