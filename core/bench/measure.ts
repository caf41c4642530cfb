/** One thing to time; `run` does it once. */
export interface Candidate {
  readonly name: string;
  readonly run: (round: number) => Promise<unknown> | unknown;
}

/** Milliseconds of one run: median over rounds. Rounds are interleaved, so that noise falls on all alike. */
export async function measure(candidates: readonly Candidate[], { rounds = 15, runsPerRound = 20 } = {}) {
  const times = new Map<string, number[]>(candidates.map(({ name }) => [name, []]));
  for (const { run } of candidates) for (let warm = 0; warm < runsPerRound; warm++) await run(warm);

  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of candidates) {
      const started = process.cpuUsage();
      for (let index = 0; index < runsPerRound; index++) await run(round * runsPerRound + index);
      const { user, system } = process.cpuUsage(started);
      times.get(name)!.push((user + system) / 1000 / runsPerRound);
    }
  }
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
