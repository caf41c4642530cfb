// Installs what a command needs, once per lock file. Plain JavaScript: it runs before our own Node is there.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const marker = join(root, 'node_modules', '.coop-install');
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

const DEMO = ['--omit=dev', '-w', 'core', '-w', 'verifier-service', '-w', 'examples', '--include-workspace-root'];

/** @param {'demo' | 'full'} what `demo` is the small install; `full` also has all that building and testing needs. */
export function install(what) {
  const [had, hash] = installed();
  if (hash === lockHash() && (had === 'full' || had === what)) return;
  console.log(what === 'demo' ? 'Installing what the demo needs …' : 'Installing what building and testing needs …');
  run('npm', ['ci', ...(what === 'demo' ? DEMO : []), '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(marker, `${what} ${lockHash()}`);
}

/** What is installed, `demo` or `full`, and of which lock file; nothing where nothing is, or it cannot be told. */
export function installed() {
  if (existsSync(marker)) return readFileSync(marker, 'utf8').trim().split(' ');
  return isWhole(packagesIn('package-lock.json'), packagesIn('node_modules/.package-lock.json'))
    ? ['full', lockHash()]
    : [];
}

/** Whether somebody's own `npm ci` has put all of them there: to put a part in its place would undo what they did. */
export const isWhole = (locked, there) =>
  Object.entries(locked).every(
    ([path, { optional, link, integrity }]) =>
      !path.includes('node_modules/') || optional || link || there[path]?.integrity === integrity,
  );

function packagesIn(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** The path of Node 24: the one npm installed, else this process's own; stops with the cure where neither is. */
export function node24() {
  const installed = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(installed)) return installed;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(`This project runs on Node 24; this is ${process.version}, and npm has none for ${process.platform}-${process.arch}.
Install Node 24 (https://nodejs.org) and run the same command again.`);
  process.exit(1);
}

/** The environment in which our Node and our tools come first. */
export const environment = () => ({
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
});

/** Runs a command in the checkout, its output shown; stops with its exit code when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment(), ...options });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** True when a command of that name can be run. */
export function has(command) {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore', env: environment() });
    return true;
  } catch {
    return false;
  }
}
