import { start } from '../start.js';

const format = new Intl.DateTimeFormat(start.locale || undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment as people write it; the exact one on pointing at it. */
export function Moment({ at }) {
  const time = at ? new Date(at) : undefined;
  if (!time || Number.isNaN(time.getTime())) {
    return '–';
  }
  return <time dateTime={time.toISOString()}>{format.format(time)}</time>;
}
