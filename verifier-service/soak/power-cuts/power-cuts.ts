// Power cuts, simulated. A real service runs on SQLite under strace; what it did to its files, and when each answer left
// it, is written down in one order. Then, for many places in that order, its folder is put together as a disk might have
// it whose power was cut there (disk.ts), the stores are opened on it, and all that had been answered must be there.
//
// What this cannot show: disks that say that something is synced and lie; file systems that lose what was synced; and
// what reached the disk of a write that no call had ended. Only files under the state folder are looked at.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disk, onlySynced, someMore, type Reached } from './disk.ts';
import { findLost } from './find-lost.ts';
import type { Recording } from './record.ts';
import { startAgain } from './start-again.ts';

export interface CutOutcome {
  /** Each is looked at twice: with nothing but what was synced, and with some more. */
  readonly cuts: number;
  /** What was recorded: changes of files and names, syncs and answers; and the syncs among them. */
  readonly steps: number;
  readonly syncs: number;
  /** What was promised in answers: in all, and before a cut on the average. */
  readonly told: number;
  readonly toldBeforeCut: number;
  /** How often a real process was started on what was left. */
  readonly started: number;
  /** What was lost or wrong: after which step, on which disk. */
  readonly wrong: readonly string[];
  readonly milliseconds: number;
}

export interface CutOptions {
  readonly cuts: number;
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number;
  /** After so many cuts a real process is started, too; never by default. */
  readonly startEvery?: number;
  readonly onCut?: (cuts: number, wrong: number) => void;
}

/** Enough to find a fault by. */
const MOST_OF_ONE = 3;

export async function cutPower(recording: Recording, options: CutOptions): Promise<CutOutcome> {
  const { cuts, random, startEvery = Infinity, onCut } = options;
  const began = performance.now();
  const { steps, said, answered, root } = recording;
  const some = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const moments = [...answered.values()];
  // Every second one as an answer leaves, when what it promises is youngest.
  const places = Array.from({ length: cuts }, (_, index) => (index % 2 ? some(moments) : some(steps).at));
  const disk = new Disk(root);
  const wrong: string[] = [];
  let [done, told, started] = [0, 0, 0];

  const lookAt = async (place: number, reached: Reached, isStarted: boolean): Promise<readonly string[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'coop-after-cut-'));
    try {
      disk.findAfterCut(folder, reached);
      const refused = isStarted ? await startAgain(recording, folder, place) : [];
      return [...refused, ...(await findLost(recording, folder, place))];
    } catch (error) {
      return [(error as Error).message];
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  for (const [index, place] of places.toSorted((one, other) => one - other).entries()) {
    for (; done < steps.length && steps[done]!.at <= place; done += 1) disk.apply(steps[done]!);
    told += said.filter(({ mark }) => answered.get(mark)! <= place).length;
    const isStarted = index % startEvery === startEvery - 1;
    for (const [name, reached] of Object.entries({ 'only synced': onlySynced, 'some more': someMore(random) })) {
      const faults = await lookAt(place, reached, isStarted);
      if (isStarted) started += 1;
      wrong.push(...faults.slice(0, MOST_OF_ONE).map((fault) => `${place}, ${name}: ${fault}`));
    }
    onCut?.(index + 1, wrong.length);
  }
  return {
    ...{ cuts, steps: steps.length, syncs: steps.filter(({ what }) => what === 'sync').length },
    ...{ told: said.length, toldBeforeCut: Math.round(told / cuts), started, wrong },
    milliseconds: Math.round(performance.now() - began),
  };
}
