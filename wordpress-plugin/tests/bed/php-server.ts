import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitUntil } from './wait-until.ts';

const settings = ['-d', 'sendmail_path=/bin/true', '-d', 'opcache.enable_cli=1', '-d', 'memory_limit=256M'];

export interface PhpServer {
  stop(): Promise<void>;
}

/** PHP's own web server with a few workers: WordPress calls the service while the service answers a browser. */
export async function startPhpServer(root: string, port: number): Promise<PhpServer> {
  const router = join(import.meta.dirname, 'router.php');
  const server = spawn('php', [...settings, '-S', `127.0.0.1:${port}`, '-t', root, router], {
    stdio: 'ignore',
    detached: true, // Its own process group, so that its workers end with it.
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' },
  });
  await waitUntil('PHP answers', () =>
    fetch(`http://127.0.0.1:${port}/readme.html`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return {
    async stop() {
      if (server.exitCode !== null || server.pid === undefined) return;
      process.kill(-server.pid, 'SIGTERM');
      await once(server, 'exit');
    },
  };
}

/** Runs a PHP script and gives back what it printed. */
export function php(script: string, ...args: readonly string[]): string {
  return execFileSync('php', [...settings, script, ...args], { encoding: 'utf8' });
}
