/** How measured values lie: whole numbers, in the unit they were measured in. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly slowest: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), slowest: at(1) };
}
