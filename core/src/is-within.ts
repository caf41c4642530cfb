/**
 * Whether less than `span` milliseconds have gone by since then. A clock that was set back ends every span: what is
 * remembered would else be believed for as long as the clock was wrong.
 */
export const isWithin = (since: number, span: number, now: number): boolean => now >= since && now - since < span;
