// A PostgreSQL of its own for tests: data in a folder that goes, a private socket, no network, no wait for the disk.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const FAST = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'listen_addresses=',
  'max_connections=200',
];

/**
 * Makes a database cluster in `folder/postgres` and starts it; its socket is there, too.
 *
 * @param {string} folder
 * @param {{ log: number | 'ignore', settings?: readonly string[] }} options
 * @returns {Promise<{ socket: string, start: () => Promise<import('node:child_process').ChildProcess> }>}
 */
export async function makePostgres(folder, { log, settings = FAST }) {
  const bin = globSync('/usr/lib/postgresql/*/bin').sort().at(-1) ?? '';
  // It refuses to run as root, so there it runs as the user that Debian made for it.
  const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const data = join(folder, 'postgres');
  chmodSync(folder, 0o755);
  mkdirSync(data);
  if ('uid' in owner) chownSync(data, owner.uid, owner.gid);
  /** @type {import('node:child_process').CommonSpawnOptions} */
  const options = { ...owner, stdio: ['ignore', log, log], cwd: '/' };
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
    options,
  );

  return {
    socket: data,
    start: async () => {
      const args = ['-D', data, '-k', data, ...settings.flatMap((one) => ['-c', one])];
      const server = spawn(join(bin, 'postgres'), args, options);
      for (let tries = 0; tries < 300; tries++) {
        if (isReady(bin, data)) return server;
        if (server.exitCode !== null) break;
        await sleep(50);
      }
      throw new Error('postgres did not start');
    },
  };
}

/** A socket is there before connections are taken. */
function isReady(bin, data) {
  if (!existsSync(join(data, '.s.PGSQL.5432'))) return false;
  try {
    execFileSync(join(bin, 'pg_isready'), ['-h', data, '-q'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function idOf(flag) {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}
