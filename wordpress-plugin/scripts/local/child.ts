import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';

/** A process of ours: it ends with us, however we end. */
export interface Child {
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Whoever else listens ends in order; else we end at once, and not without the handler above.
  process.once(name, () => process.listenerCount(name) === 0 && process.exit(1));
}

/** Starts a program in a process group of its own, so that its workers end with it. What it says goes to `log`. */
export function startChild(
  command: string,
  args: readonly string[],
  { log, env = process.env }: { readonly log: string; readonly env?: NodeJS.ProcessEnv },
): Child {
  const out = openSync(log, 'a');
  const child = spawn(command, args, { stdio: ['ignore', out, out], detached: true, env });
  const ended = once(child, 'exit');
  running.add(child);
  return {
    async stop() {
      signal(child, 'SIGTERM');
      const patience = setTimeout(() => signal(child, 'SIGKILL'), 10_000);
      await ended;
      clearTimeout(patience);
      running.delete(child);
    },
  };
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, name);
  } catch {
    // It is gone already.
  }
}
