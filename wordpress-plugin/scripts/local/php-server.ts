import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { startChild, type Child } from './child.ts';
import { waitUntil } from './wait-until.ts';

const settings = ['-d', 'sendmail_path=/bin/true', '-d', 'opcache.enable_cli=1', '-d', 'memory_limit=256M'];

/** PHP's own web server with a few workers: WordPress calls the service while the service answers a browser. */
export async function startPhpServer(root: string, port: number): Promise<Child> {
  const router = join(import.meta.dirname, 'router.php');
  const server = startChild('php', [...settings, '-q', '-S', `127.0.0.1:${port}`, '-t', root, router], {
    log: join(dirname(root), 'php.log'),
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' },
  });
  await waitUntil('PHP answers', () =>
    fetch(`http://127.0.0.1:${port}/wp-includes/images/blank.gif`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return server;
}

/** Runs a PHP script and gives back what it printed. */
export function php(script: string, ...args: readonly string[]): string {
  return execFileSync('php', [...settings, script, ...args], { encoding: 'utf8' });
}
