import { execFileSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePostgres } from '../../.scripts/postgres-server.js';

export interface OwnPostgres extends AsyncDisposable {
  readonly url: string;
  /** Its processes are gone without a word, as after a crash. */
  readonly kill: () => Promise<void>;
  /** Resolves when it takes connections. */
  readonly start: () => Promise<void>;
}

/** What is acknowledged survives its crash; the disk itself is trusted. */
const SURVIVES_A_CRASH = ['fsync=off', 'full_page_writes=off', 'listen_addresses='];

/** A PostgreSQL that may be killed: nobody else's. */
export async function startOwnPostgres(settings: readonly string[] = SURVIVES_A_CRASH): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'coop-own-postgres-'));
  const made = await makePostgres(folder, { log: openSync(join(folder, 'log'), 'a'), settings });
  let server: ChildProcess | undefined = await made.start();

  const kill = async () => {
    const killed = server;
    server = undefined;
    if (!killed || killed.exitCode !== null || killed.signalCode !== null) return;
    const ended = once(killed, 'exit');
    const children = childrenOf(killed.pid!);
    killed.kill('SIGKILL');
    for (const pid of children) tryKill(pid);
    await ended;
  };
  return {
    url: `postgres:///postgres?host=${encodeURIComponent(made.socket)}&user=postgres`,
    kill,
    start: async () => {
      // Its shared memory is not free at once.
      for (let tries = 0; !server; tries += 1) {
        server = await made.start().catch(async (error: unknown) => {
          if (tries > 50) throw error;
          await sleep(100);
          return undefined;
        });
      }
    },
    [Symbol.asyncDispose]: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(pid: number): readonly number[] {
  return execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(Number);
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was faster.
  }
}
