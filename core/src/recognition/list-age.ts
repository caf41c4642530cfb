/** How old what is known of a list is. Only an expired one lets nobody in. */
export type ListAge = 'fresh' | 'stale' | 'expired';

/** When it stops being fresh, and when it stops being used at all; in milliseconds. */
export interface ListEnds {
  readonly freshUntil: number;
  readonly usableUntil: number;
}

/** @param now never before the stored clock */
export function ageAt({ freshUntil, usableUntil }: ListEnds, now: number): ListAge {
  if (now > usableUntil) return 'expired';
  return now > freshUntil ? 'stale' : 'fresh';
}
