import type { Row } from '../bench/results.ts';

/** What several runs came to, side by side: a row for each figure. */
export function figuresOf(outcomes: readonly object[]): readonly Row[] {
  const runs = outcomes.map((outcome) => new Map(flat(outcome)));
  const names = [...new Set(runs.flatMap((run) => [...run.keys()]))];
  return names.map((figure) => ({
    figure,
    ...Object.fromEntries(runs.map((run, index) => [`run ${index + 1}`, run.get(figure) ?? ''])),
  }));
}

/** Figures within figures by both their names; of a list, how many there are. */
function flat(outcome: object): readonly (readonly [string, string | number])[] {
  return Object.entries(outcome).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'number' || typeof value === 'string') return [[name, value] as const];
    if (Array.isArray(value)) return [[name, value.length] as const];
    const within = flat(value as object);
    if (within.length === 0) return [[name, 'none'] as const];
    return within.map(([inner, figure]) => [`${name}: ${inner}`, figure] as const);
  });
}
