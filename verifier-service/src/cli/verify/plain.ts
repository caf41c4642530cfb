/** Longer than any name or address that is worth reading. */
const LONGEST = 200;

/** What a stranger wrote, as one line of text: nothing in it steers a terminal, turns the line round or fills the screen. */
export function plain(text: string): string {
  const shown = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\uFFFD');
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}

/** A time to read: no milliseconds. */
export const plainTime = (time: Date | string): string =>
  (typeof time === 'string' ? time : time.toISOString()).replace(/(T\d\d:\d\d:\d\d)\.\d+Z$/, '$1Z');
