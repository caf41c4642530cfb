import { admin } from '../../wordpress-plugin/scripts/local/wordpress.ts';
import { readPorts } from '../demo/ports.ts';
import { findRunning } from '../demo/running.ts';
import { startDemo } from '../demo/start-demo.ts';
import { runtimes, shopTrouble, startWordPressDemo, type Runtime } from './start-wordpress-demo.ts';

/** What `npm run demo:wordpress` runs: WordPress beside the demo, until Ctrl-C. */
const ending: (() => Promise<void>)[] = [];
const end = async (): Promise<void> => {
  for (const stop of ending.splice(0).reverse()) await stop();
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void end().then(() => process.exit(0)));
}

try {
  const ports = readPorts(process.env.DEMO_PORTS);
  const port = readPort(process.env.WORDPRESS_PORT);
  const runtime = readRuntime(process.env.WORDPRESS_RUNTIME);
  const trouble = shopTrouble(runtime);
  if (trouble) throw new Error(trouble);
  let demo = await findRunning(ports.service);
  if (!demo) {
    console.log('The demo is not running yet; it is started too.');
    const started = await startDemo(ports);
    ending.push(started.stop);
    demo = started;
  }
  console.log('WordPress is brought up …');
  const site = await startWordPressDemo(demo, { port, runtime });
  ending.push(site.stop);

  console.log(`
WordPress ${site.pages.wordpress} with the plugin, by ${site.runtime === 'php' ? 'PHP and MariaDB' : 'WordPress Playground'}, is at ${site.url}
  A page for members:   ${site.pages.page}
  Its admin area:       ${site.url}/wp-admin/admin.php?page=coop-credentials  (${admin.name}, ${admin.password})
  Get a membership at:  ${demo.origins.harvest}${
    site.pages.shop
      ? `\n  The shop:             ${site.pages.shop}, and its basket ${site.pages.cart}
                        10 % off one order in 30 days for each membership; a second order is told so, and the full price`
      : ''
  }
Ctrl-C ends it.`);
} catch (error) {
  console.error((error as Error).message);
  await end();
  process.exit(1);
}

function readPort(value = '4105'): number {
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new TypeError(`WORDPRESS_PORT: “${value}” is no port.`);
}

function readRuntime(value: string | undefined): Runtime | undefined {
  const found = runtimes.find((runtime) => runtime === value);
  if (value && !found) throw new TypeError(`WORDPRESS_RUNTIME: “${value}” is neither ${runtimes.join(' nor ')}.`);
  return found;
}
