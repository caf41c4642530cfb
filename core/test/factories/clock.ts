/** The moment all fixtures are made at. */
export const frozenAt = new Date('2026-06-01T12:00:00Z');

/** A clock that stands still. */
export const frozenClock = (): Date => frozenAt;

const SECOND = 1_000;

/** So many seconds after the frozen moment; before it when negative. */
export const secondsLater = (seconds: number): Date => new Date(frozenAt.getTime() + seconds * SECOND);

const DAY = 86_400;

/** So many days after the frozen moment; before it when negative. */
export const daysLater = (days: number): Date => secondsLater(days * DAY);
