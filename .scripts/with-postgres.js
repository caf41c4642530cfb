// Runs a command beside a PostgreSQL of its own, which it finds in COOP_TEST_DATABASE.
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePostgres } from './postgres-server.js';

const [command = '', ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'coop-postgres-'));
const { socket, start } = await makePostgres(folder, { log: openSync(join(folder, 'log'), 'a') });
const server = await start();
try {
  const COOP_TEST_DATABASE = `postgres:///postgres?host=${encodeURIComponent(socket)}&user=postgres`;
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, COOP_TEST_DATABASE } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve, reject) =>
    child.on('error', reject).on('exit', (code) => resolve(code ?? 1)),
  );
} finally {
  const ended = new Promise((resolve) => server.on('exit', resolve));
  server.kill('SIGQUIT');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
