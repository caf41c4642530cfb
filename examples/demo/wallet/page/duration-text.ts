const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;
const units = ['year', 'month', 'week', 'day', 'hour', 'minute'] as const;

/** An ISO 8601 duration in words; `undefined` for anything else. */
export function durationText(duration: string | undefined): string | undefined {
  const found = parts.exec(duration ?? '')?.slice(1) ?? [];
  const named = units.flatMap((unit, index) => {
    const amount = Number(found[index] ?? 0);
    return amount > 0 ? new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(amount) : [];
  });
  return named.length > 0 ? new Intl.ListFormat('en').format(named) : undefined;
}
