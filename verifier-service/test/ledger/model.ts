interface Use {
  state: 'reserved' | 'committed' | 'released' | 'expired';
  until: number | null;
  window: number;
}

/** What the ledger should answer for one membership, told by a list of its uses and nothing else. */
export function createModel(limit: number, length: number) {
  const uses = new Map<number, Use>();
  let window = { number: 0, endsAt: -Infinity };

  const lapse = (now: number) => {
    for (const use of uses.values()) {
      if (use.state === 'reserved' && use.until !== null && use.until <= now) use.state = 'expired';
    }
  };
  const held = (now: number): number => {
    lapse(now);
    if (window.endsAt <= now) return 0;
    return [...uses.values()].filter(
      ({ state, window: taken }) => taken === window.number && (state === 'reserved' || state === 'committed'),
    ).length;
  };
  /** The window it was taken from; undefined when nothing is left. */
  const take = (now: number): number | undefined => {
    if (held(now) >= limit) return undefined;
    if (window.endsAt <= now) window = { number: window.number + 1, endsAt: now + length };
    return window.number;
  };

  return {
    held,
    reset: () => {
      window = { number: window.number + 1, endsAt: -Infinity };
    },
    reserve: (key: number, ttl: number | null, now: number): string => {
      lapse(now);
      const known = uses.get(key);
      if (known) return known.state;
      const taken = take(now);
      if (taken === undefined) return 'limit_reached';
      uses.set(key, { state: 'reserved', until: ttl === null ? null : now + ttl * 1_000, window: taken });
      return 'reserved';
    },
    change: (key: number, change: 'keep' | 'commit' | 'release', now: number): string => {
      lapse(now);
      const use = uses.get(key);
      if (!use) throw new Error('It was not reserved');
      if (change === 'release') return (use.state = 'released');
      if (use.state === 'released') return 'redemption_released';
      if (use.state === 'expired') {
        const taken = take(now);
        if (taken === undefined) return 'limit_reached';
        use.window = taken;
      }
      use.until = null;
      return (use.state = change === 'commit' || use.state === 'committed' ? 'committed' : 'reserved');
    },
  };
}
