// Runs the demo until Ctrl-C, or until whoever started this is gone.
import { spawn } from 'node:child_process';
import { environment, node24, root } from './install.js';

const startedBy = process.ppid;
const demo = spawn(
  node24(),
  ['--conditions=@coop-credentials/source', 'examples/demo/main.ts', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: environment(),
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => demo.kill(signal));
// npm passes SIGTERM on to its shell, which ends without telling anybody.
const watch = setInterval(() => {
  if (process.ppid === startedBy) return;
  clearInterval(watch);
  demo.kill('SIGTERM');
}, 250);
demo.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
