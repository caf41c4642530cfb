import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { coopVerifier, startProcess } from '../../test/bed/command-line.ts';
import { runningAt } from '../kills.ts';
import type { Running } from '../workload.ts';
import { Names, stepsOf, type Step } from './steps.ts';
import { PUBLIC_URL, Story, type Said } from './story.ts';
import { endOf, readTrace, strace } from './trace.ts';

/** What several processes did to one folder, one after the other, and what they told meanwhile. */
export interface Recording {
  readonly root: string;
  readonly steps: readonly Step[];
  readonly said: readonly Said[];
  /** By mark: after which step the answer left the process. */
  readonly answered: ReadonlyMap<string, number>;
  /** Verifications that orders were made with. */
  readonly offered: readonly string[];
  /** Of a service whose files are in that folder. */
  readonly environmentAt: (root: string) => Readonly<Record<string, string>>;
}

export const SITE_URL = 'https://shop.example';

export interface RecordOptions {
  /** How many orders each of three buyers makes, and how many visits there are, in each of three processes. */
  readonly rounds: number;
  /** Settings of the processes beyond their own. */
  readonly further?: Readonly<Record<string, string>>;
}

/**
 * From an empty disk: a site is added and paired, members show themselves, orders are made, keys are rotated; processes
 * end well and by `kill -9`. All calls to the system are written down, with the answers between them.
 */
export async function record({ rounds, further = {} }: RecordOptions): Promise<Recording> {
  const root = mkdtempSync(join(tmpdir(), 'coop-power-cut-'));
  const own = {
    PORT: '0',
    PUBLIC_URL,
    RATE_LIMITS: 'address=1000000,site=1000000,request=1000',
    DATABASE_URL: 'sqlite:',
  };
  const environmentAt = (folder: string) => ({ STATE_DIRECTORY: join(folder, 'state'), ...own, ...further });
  const environment = environmentAt(root);
  const story = new Story();
  const names = new Names(root);
  const steps: Step[] = [];
  const traces = mkdtempSync(join(tmpdir(), 'coop-power-trace-'));
  let processes = 0;

  /** Runs one process to its end, then reads what it did. */
  const traced = async <T>(run: (under: readonly string[]) => Promise<T>): Promise<T> => {
    const file = join(traces, String((processes += 1)));
    const outcome = await run(strace(file));
    await endOf(file);
    for await (const step of stepsOf(readTrace(file), names, steps.at(-1)?.at)) {
      steps.push(step.what === 'answer' && step.mark === 'stdout' ? { ...step, mark: told(processes) } : step);
    }
    rmSync(file);
    return outcome;
  };
  const command = async <T>(...args: string[]): Promise<T> => {
    const { exitCode, stdout, stderr } = await traced((under) => coopVerifier([...args, '--json'], environment, under));
    if (exitCode !== 0) throw new Error(stdout + stderr);
    return JSON.parse(stdout) as T;
  };
  let key = '';
  const at = (url: string) => runningAt({ siteUrl: SITE_URL, key, environment }, url);
  const service = (work: (url: string) => Promise<unknown>, signal: 'SIGTERM' | 'SIGKILL') =>
    traced(async (under) => {
      await using process = await startProcess(environment, under);
      await work(process.url);
      // Of a call in which a thread is killed strace never tells the end, though the last answer has left by it.
      await sleep(200);
      await process.end(signal);
    });
  const times = async (count: number, work: () => Promise<unknown>) => {
    for (let time = 0; time < count; time += 1) await work();
  };
  const day = async (running: Running) => {
    await story.putPolicies(running);
    await Promise.all([
      ...[1, 2, 3].map(() => times(rounds, () => story.order(running))),
      times(rounds, () => story.visit(running)),
      times(rounds / 2, () => story.forgottenVisit(running)),
    ]);
  };
  const firstDay = async (running: Running) => {
    await story.putPolicies(running);
    await times(3, () => story.offer(running));
    await day(running);
  };
  const say = (name: string, value: string) => story.said.push({ mark: told(processes), name, value });

  try {
    const site = ['--name', 'Shop', '--url', SITE_URL];
    const added = await command<Record<'id' | 'key' | 'pairingCode', string>>('site', 'add', ...site);
    key = added.key;
    say(`site ${added.id}`, 'there');
    say(`key ${key}`, 'there');
    await service(async (url) => {
      key = await story.pair(at(url), added.pairingCode);
      await firstDay(at(url));
    }, 'SIGTERM');
    const { kid } = await command<{ kid: string }>('secrets', 'rotate');
    say(`secret ${kid}`, 'there');
    await service((url) => day(at(url)), 'SIGKILL');
    await service((url) => day(at(url)), 'SIGTERM');
    const answers = steps.flatMap((step) => (step.what === 'answer' ? [[step.mark, step.at] as const] : []));
    // The first of several: what a process logs goes the way of what a command prints.
    const answered = new Map(answers.toReversed());
    const missed = story.said.filter(({ mark }) => !answered.has(mark));
    if (missed.length > 0)
      throw new Error(`Not in the trace: ${missed.map(({ mark, name }) => `${mark} ${name}`).join()}`);
    return { root, steps, said: story.said, answered, offered: story.offered, environmentAt };
  } finally {
    rmSync(traces, { recursive: true });
    rmSync(root, { recursive: true });
  }
}

/** The mark of what a command prints. */
const told = (process: number): string => `stdout-${process}`;
