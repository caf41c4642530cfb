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
 * Milliseconds of processor time for one run (of all threads, so the collection of garbage counts): the median over
 * rounds. Rounds are interleaved, so that noise falls on all alike.
 */
export async function measure(candidates: readonly Candidate[], { rounds, runsPerRound }: Rounds) {
  const times = new Map<string, number[]>(candidates.map(({ name }) => [name, []]));
  let run = 0;
  for (const candidate of candidates) for (let warm = 0; warm < runsPerRound; warm++) await candidate.run(warm);

  for (let round = 0; round < rounds; round++) {
    for (const candidate of candidates) {
      const started = process.cpuUsage();
      for (let index = 0; index < runsPerRound; index++) await candidate.run((run += 1));
      const { user, system } = process.cpuUsage(started);
      times.get(candidate.name)!.push((user + system) / 1000 / runsPerRound);
    }
  }
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

export const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;

export const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));
