/** What a cache of fetched things holds, and how it was asked, for whoever watches the service. Names nothing in it. */
export interface CacheInventory {
  readonly hits: number;
  /** Asked for and not there: each began a fetch, or was refused one. */
  readonly misses: number;
  readonly entries: number;
  /** Entries whose last fetch failed. */
  readonly failed: number;
  /** Milliseconds since the oldest entry that is still believed was fetched; undefined where there is none. */
  readonly oldestAge: number | undefined;
  /** Of all entries together; only where a cache counts them. */
  readonly bytes?: number;
}

/** The longest time since one of these moments. */
export function oldestAge(moments: readonly number[], now: number): number | undefined {
  return moments.length === 0 ? undefined : Math.max(0, now - moments.reduce((a, b) => Math.min(a, b)));
}
