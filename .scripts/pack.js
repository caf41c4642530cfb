// Packs core and verifier-service for npm, in a copy: each builds itself (`prepack`), and the checkout stays as it is.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root } from './install.js';

const PACKAGES = ['core', 'verifier-service'];

/**
 * @param {string} target the folder the packed files are put into
 * @returns {string[]} their paths
 */
export function packPackages(target) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  mkdirSync(target, { recursive: true });
  // Below the checkout, so that the copies find its node_modules.
  const workshop = mkdtempSync(join(root, '.cache', 'pack-'));
  try {
    copySources(workshop);
    return PACKAGES.map((name) => {
      const options = ['--ignore-scripts=false', '--foreground-scripts=false', '--json', '--pack-destination', target];
      const packed = exec('npm', ['pack', ...options], join(workshop, name));
      return join(target, JSON.parse(packed)[0].filename);
    });
  } finally {
    rmSync(workshop, { recursive: true });
  }
}

function copySources(workshop) {
  for (const file of ['tsconfig.json', 'LICENSE']) cpSync(join(root, file), join(workshop, file));
  for (const name of PACKAGES) {
    const skip = /\/(node_modules|dist|test|bench)(\/|$)/;
    cpSync(join(root, name), join(workshop, name), {
      recursive: true,
      filter: (path) => !skip.test(path.slice(root.length)),
    });
    cpSync(join(root, 'LICENSE'), join(workshop, name, 'LICENSE'));
  }
  mkdirSync(join(workshop, 'node_modules', '@coop-credentials'), { recursive: true });
  symlinkSync(join(workshop, 'core'), join(workshop, 'node_modules', '@coop-credentials', 'core'));
}

const exec = (command, args, cwd) =>
  execFileSync(command, args, { cwd, env: environment(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
