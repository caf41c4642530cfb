import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { waitUntil } from './wait-until.ts';

const service = dirname(createRequire(import.meta.url).resolve('@coop-credentials/verifier-service/package.json'));
const command = join(service, 'bin/coop-verifier.js');

export interface Verifier {
  readonly url: string;
  /** Adds a site and gives back its key. */
  addSite(name: string, siteUrl: string): string;
  stop(): Promise<void>;
}

/** The real verifier service, its state in `folder`. */
export async function startVerifier(folder: string): Promise<Verifier> {
  const state = join(folder, 'verifier');
  mkdirSync(state);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = { ...process.env, STATE_DIRECTORY: state, PORT: String(port), LOG_LEVEL: 'error', NODE_OPTIONS: '' };

  const server = startChild(process.execPath, [command, 'start'], { env, log: join(folder, 'verifier.log') });
  await waitUntil('the verifier service is ready', () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return {
    url,
    addSite(name, siteUrl) {
      const args = [command, 'site', 'add', '--name', name, '--url', siteUrl, '--json'];
      return (JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' })) as { key: string }).key;
    },
    stop: () => server.stop(),
  };
}
