#!/usr/bin/env node
// Plain JavaScript for any Node: finds Node 24, then runs what is there, built or source.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, 'dist', 'cli', 'main.js');
const isBuilt = existsSync(built);
const main = isBuilt ? built : join(root, 'src', 'cli', 'main.ts');
const flags = [
  '--disable-warning=ExperimentalWarning',
  // What an answer leaves behind dies young: more room for it takes 80 MiB and saves no time that could be measured.
  '--max-semi-space-size=2',
  ...(isBuilt ? [] : ['--conditions=@coop-credentials/source']),
];

const node = findNode();
if (node) {
  run(node, [...flags, main, ...process.argv.slice(2)]);
} else {
  process.stderr.write(
    `coop-verifier needs Node.js ${NEEDED} or newer; this is ${process.version}, and no other was found nearby.\n` +
      'Install it from https://nodejs.org, or run "npm install" where coop-verifier is installed: it brings one along.\n',
  );
  process.exitCode = 1;
}

/** This Node where it is new enough, else the one that npm installed next to us. */
function findNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (let folder = root; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', '.bin', name);
    if (existsSync(candidate) && isNewEnough(versionOf(candidate))) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}

/** @param {string} version */
function isNewEnough(version) {
  return Number(version.split('.')[0]) >= NEEDED;
}

/** @param {string} candidate */
function versionOf(candidate) {
  try {
    return execFileSync(candidate, ['--version'], { encoding: 'utf8' }).slice(1);
  } catch {
    return '0';
  }
}

/**
 * Becomes the other process where Node can (22.15 and newer, not on Windows), so that a signal to us is a signal to it.
 * Elsewhere starts it, passes signals on, and lets it notice by its channel when we are gone.
 *
 * @param {string} file
 * @param {string[]} args
 */
function run(file, args) {
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    process.removeAllListeners('warning').on('warning', () => undefined);
    process.execve(file, [file, ...args], process.env);
  }
  const child = spawn(file, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
  });
}
