export interface Stopwatch {
  /**
   * Somebody else's time runs now. Pauses may overlap.
   * @returns a function that ends the pause
   */
  pause(): () => void;
  stop(): void;
}

/** Calls `onTimeUp` once, when the time that was not paused or the time in all is used up. */
export function createStopwatch(
  { timeLimitMs, overallLimitMs }: { readonly timeLimitMs: number; readonly overallLimitMs: number },
  onTimeUp: () => void,
): Stopwatch {
  let left = timeLimitMs;
  let startedAt = performance.now();
  let pauses = 0;
  const timeUp = () => {
    stop();
    onTimeUp();
  };
  let own: NodeJS.Timeout | undefined = setTimeout(timeUp, left);
  const overall = setTimeout(timeUp, overallLimitMs);
  let stopped = false;

  function stop() {
    stopped = true;
    clearTimeout(own);
    clearTimeout(overall);
  }

  return {
    stop,
    pause: () => {
      if (pauses === 0) {
        clearTimeout(own);
        left -= performance.now() - startedAt;
      }
      pauses += 1;
      return () => {
        pauses -= 1;
        if (pauses > 0 || stopped) return;
        startedAt = performance.now();
        own = setTimeout(timeUp, Math.max(left, 0));
      };
    },
  };
}
