// Runs a command beside a PostgreSQL and a Redis of its own: data in a temporary folder, private sockets, no network.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, globSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

/** PostgreSQL refuses to run as root, so there it runs as the user that Debian made for it. */
async function startPostgres() {
  const bin = globSync('/usr/lib/postgresql/*/bin').sort().at(-1);
  const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const data = join(folder, 'postgres');
  chmodSync(folder, 0o755);
  mkdirSync(data);
  if ('uid' in owner) chownSync(data, owner.uid, owner.gid);

  const options = { ...owner, stdio: ['ignore', log, log], cwd: '/' };
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N'], options);
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'listen_addresses='];
  await start(
    join(bin, 'postgres'),
    ['-D', data, '-k', data, ...settings.flatMap((one) => ['-c', one])],
    options,
    () => existsSync(join(data, '.s.PGSQL.5432')),
    'SIGINT',
  );
  return data;
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

function idOf(flag) {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}
