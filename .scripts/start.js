// `npm start`: installs the little that the demo needs, then runs it until Ctrl-C.
import { spawn } from 'node:child_process';
import { environment, install, node24, root } from './install.js';

install('demo');
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
demo.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
