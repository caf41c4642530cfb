// Runs a command beside a PostgreSQL and a Redis of its own: data in a temporary folder, private sockets, no network.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePostgres } from './postgres-server.js';

const [command, ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'coop-servers-'));
const log = openSync(join(folder, 'log'), 'a');
const started = [];
let stopping = false;
let keep = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop().then(() => process.exit(1)));

try {
  const env = { ...process.env, COOP_POSTGRES: await startPostgres(), COOP_REDIS: await startRedis() };
  const child = spawn(command, args, { stdio: 'inherit', env });
  process.exitCode = await new Promise((resolve, reject) =>
    child.on('error', reject).on('exit', (code) => resolve(code ?? 1)),
  );
} catch (error) {
  console.error(`${error.message}\nwhat the servers said: ${join(folder, 'log')}`);
  keep = true;
  process.exitCode = 1;
} finally {
  await stop();
}

async function startPostgres() {
  const { socket, start: startServer } = await makePostgres(folder, { log });
  started.push({ server: await startServer(), endsBy: 'SIGINT' });
  return socket;
}

async function startRedis() {
  const socket = join(folder, 'redis.sock');
  await start(
    'redis-server',
    ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder],
    { stdio: ['ignore', log, log] },
    () => existsSync(socket),
    'SIGTERM',
  );
  return socket;
}

async function start(program, options, settings, isUp, endsBy) {
  const server = spawn(program, options, settings);
  started.push({ server, endsBy });
  for (let tries = 0; tries < 300; tries++) {
    if (isUp()) return;
    if (server.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${program} did not start`);
}

async function stop() {
  if (stopping) return;
  stopping = true;
  for (const { server, endsBy } of started) {
    if (server.exitCode !== null) continue;
    const ended = new Promise((resolve) => server.on('exit', resolve));
    server.kill(endsBy);
    await ended;
  }
  if (!keep) rmSync(folder, { recursive: true, force: true });
}
