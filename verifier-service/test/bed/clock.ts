import { frozenAt } from '../../../core/test/factories/index.ts';

/** A clock that a test moves; it starts where core's fixtures are made. */
export function movableClock(start = frozenAt) {
  let now = start.getTime();
  return {
    clock: () => new Date(now),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

export const seconds = (count: number) => count * 1_000;
export const minutes = (count: number) => count * 60_000;
export const hours = (count: number) => count * 3_600_000;
