import { readPorts } from './ports.ts';
import { noteRunning } from './running.ts';
import { startDemo } from './start-demo.ts';

/** What `npm start` runs: everything, until Ctrl-C. */
try {
  const demo = await startDemo(readPorts(process.env.DEMO_PORTS));
  const forget = noteRunning(demo);
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    forget();
    void demo.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  console.log(`Open ${demo.origins.site} in a browser. Ctrl-C ends the demo.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
