/** One thing to time; `run` does it once. */
export interface Candidate {
  readonly name: string;
  readonly run: (round: number) => Promise<unknown> | unknown;
}

export interface Rounds {
  readonly rounds: number;
  readonly runsPerRound: number;
}

/**
 * Milliseconds of processor time for one run (of all threads, so the collection of garbage counts): {@link typical} of
 * rounds. Rounds are interleaved, so that noise falls on all alike.
 */
export async function measure(candidates: readonly Candidate[], { rounds, runsPerRound }: Rounds) {
  const times = new Map<string, number[]>(candidates.map(({ name }) => [name, []]));
  let run = 0;
  for (const candidate of candidates) for (let warm = 0; warm < runsPerRound; warm++) await candidate.run(warm);

  for (let round = 0; round < rounds; round++) {
    for (const candidate of candidates) {
      times.get(candidate.name)!.push(await cpuOf(runsPerRound, () => candidate.run((run += 1))));
    }
  }
  return new Map([...times].map(([name, list]) => [name, typical(list)]));
}

/** Milliseconds of this process's time, all its threads together, that one of so many runs takes. */
export async function cpuOf(runs: number, run: () => unknown): Promise<number> {
  const started = process.cpuUsage();
  for (let index = 0; index < runs; index++) await run();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000 / runs;
}

/**
 * The lower quartile of rounds. Whoever else uses the machine only ever adds to what a round takes, by emptying its
 * caches; a quarter of rounds is enough to be no stroke of luck.
 */
export const typical = (list: readonly number[]) => percentile(list, 25);

export const median = (list: readonly number[]) => percentile(list, 50);

export const percentile = (list: readonly number[], percent: number) =>
  list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor((list.length * percent) / 100))]!;

export const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));
