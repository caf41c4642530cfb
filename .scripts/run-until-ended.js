// Runs one of our programs under Node 24 until it ends, is told to, or whoever started this is gone; ends as it did.
import { spawn } from 'node:child_process';
import { environment, node24, root } from './install.js';

/** @param {string} program its path from the root of the checkout */
export function runUntilEnded(program) {
  const startedBy = process.ppid;
  const child = spawn(node24(), ['--conditions=@coop-credentials/source', program, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: environment(),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm passes SIGTERM on to its shell, which ends without telling anybody.
  const watch = setInterval(() => {
    if (process.ppid === startedBy) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 250);
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
