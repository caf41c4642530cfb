/** Dates, durations and lists in one language, and that language's direction. */
export interface Language {
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** A day, and the time of day too when it is less than two days away. */
  readonly date: (iso: string, now?: number) => string | undefined;
  /** An ISO 8601 duration in words, such as `30 days`. */
  readonly duration: (iso: string) => string | undefined;
  /** Time left, in minutes, or in seconds within the last minute. */
  readonly timeLeft: (milliseconds: number) => string;
  readonly list: (items: readonly string[]) => string;
}

const rightToLeft = /^(ar|he|fa|ur|ps|sd|ug|yi|dv|ckb|nqo|syr)\b/i;
const durationParts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const units = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;
const twoDays = 2 * 86_400_000;

/** The language of that BCP 47 tag, English where the browser does not know it. */
export function language(tag: string): Language {
  const known = supported(tag) ? tag : 'en';
  const amount = (value: number, unit: (typeof units)[number]): string =>
    new Intl.NumberFormat(known, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  const list = (items: readonly string[]): string => new Intl.ListFormat(known).format(items);
  return {
    tag: known,
    direction: rightToLeft.test(known) ? 'rtl' : 'ltr',
    list,
    date(iso, now = Date.now()) {
      const at = Date.parse(iso);
      if (Number.isNaN(at)) return undefined;
      const timeStyle = Math.abs(at - now) < twoDays ? 'short' : undefined;
      return new Intl.DateTimeFormat(known, { dateStyle: 'long', timeStyle }).format(at);
    },
    duration(iso) {
      const found = durationParts.exec(iso)?.slice(1);
      const named = units.flatMap((unit, index) =>
        Number(found?.[index]) ? amount(Number(found?.[index]), unit) : [],
      );
      return named.length > 0 ? list(named) : undefined;
    },
    timeLeft(milliseconds) {
      const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
      return seconds > 60 ? amount(Math.ceil(seconds / 60), 'minute') : amount(seconds, 'second');
    },
  };
}

function supported(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

/**
 * The language the element speaks: English as long as the host gave no translation, so that an English
 * sentence never holds a German date; otherwise the one asked for.
 */
export function spokenLanguage(asked: string | undefined, translated: boolean): Language {
  const tag = asked || 'en';
  return language(translated || /^en\b/i.test(tag) ? tag : 'en');
}
