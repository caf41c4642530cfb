import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { databaseOf } from './database.ts';
import { suiteLogs } from './suite-logs.ts';

/** The launcher, as npm links it. */
const bin = fileURLToPath(new URL('../../bin/coop-verifier.js', import.meta.url));

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the real command to its end, from a working folder that is not ours.
 *
 * @param under what it is run by, such as `strace`
 */
export async function coopVerifier(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  under: readonly string[] = [],
): Promise<Finished> {
  const child = launch(args, await withDatabase(environment), under);
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (data: Buffer) => (output.stdout += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (output.stderr += data.toString()));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, ...output };
}

/** Starts a command that is not to come to its end. */
export async function startCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Pick<RunningProcess, 'end'>> {
  const child = launch(args, await withDatabase(environment), []);
  return { end: (signal) => endOf(child, signal) };
}

export interface RunningProcess extends AsyncDisposable {
  /** On this machine, whatever its `PUBLIC_URL` says. */
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to its answering. */
  readonly startedIn: number;
  /** Sends the signal and waits for the end. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
  /** By itself or otherwise; the exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts the real service as a process of its own and waits until it is ready. */
export async function startProcess(
  environment: Readonly<Record<string, string>>,
  under: readonly string[] = [],
): Promise<RunningProcess> {
  const started = performance.now();
  const child = launch(['start'], await withDatabase(environment), under);
  const complaints: string[] = [];
  child.stderr?.on('data', (data: Buffer) => complaints.push(data.toString()));
  child.stdout?.on('data', (data: Buffer) => suiteLogs.push(data.toString()));
  for await (const line of createInterface({ input: child.stdout! })) {
    const { event, port } = JSON.parse(line) as { event?: string; port?: number };
    if (event !== 'ready') continue;
    const url = `http://localhost:${port}`;
    const startedIn = Math.round(performance.now() - started);
    child.stdout?.resume();
    const end = (signal: 'SIGTERM' | 'SIGKILL') => endOf(child, signal);
    const ended = once(child, 'exit').then(() => child.exitCode);
    return {
      url,
      pid: child.pid!,
      startedIn,
      end,
      ended,
      [Symbol.asyncDispose]: async () => void (await end('SIGKILL')),
    };
  }
  throw new Error(`The service did not start: ${complaints.join('')}`);
}

async function endOf(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

/** Where the tests run on PostgreSQL, each state folder has a database of its own there. */
async function withDatabase(environment: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const { STATE_DIRECTORY: folder } = environment;
  if (folder === undefined || environment['DATABASE_URL'] !== undefined) return environment;
  return { ...environment, ...(await databaseOf(folder)) };
}

/** Nothing of the environment of the tests reaches it but what finds a Node. */
function launch(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  under: readonly string[],
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const [command = process.execPath, ...rest] = [...under, process.execPath, bin, ...args];
  return spawn(command, rest, {
    cwd: '/',
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
