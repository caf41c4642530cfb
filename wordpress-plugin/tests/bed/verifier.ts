import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { startChild, type Child } from '../../scripts/local/child.ts';
import { freePort } from '../../scripts/local/free-port.ts';
import { waitUntil } from '../../scripts/local/wait-until.ts';

const service = dirname(createRequire(import.meta.url).resolve('@coop-credentials/verifier-service/package.json'));
const command = join(service, 'bin/coop-verifier.js');

export interface Verifier {
  readonly url: string;
  /** Adds a site and gives back its key. */
  addSite(name: string, siteUrl: string): string;
  /** Adds a site and gives back the code that its admin pastes. */
  addSiteToPair(name: string, siteUrl: string): string;
  stop(): Promise<void>;
  /** After `stop`: the same service again, at the same address. */
  start(): Promise<void>;
}

/** The real verifier service, its state in `folder`; `insecureFetch` is a host with its port that it may read over http. */
export async function startVerifier(folder: string, insecureFetch = ''): Promise<Verifier> {
  const state = join(folder, 'verifier');
  mkdirSync(state);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = { STATE_DIRECTORY: state, PORT: String(port), LOG_LEVEL: 'error', NODE_OPTIONS: '' };
  const env = { ...process.env, ...settings, ...(insecureFetch && { INSECURE_FETCH: insecureFetch }) };

  let server: Child | undefined;
  const start = async (): Promise<void> => {
    server ??= startChild(process.execPath, [command, 'start'], { env, log: join(folder, 'verifier.log') });
    await waitUntil('the verifier service is ready', () =>
      fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
  };
  await start();
  const add = (name: string, siteUrl: string): { key: string; pairingCode: string } => {
    const args = [command, 'site', 'add', '--name', name, '--url', siteUrl, '--json'];
    return JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' })) as ReturnType<typeof add>;
  };
  return {
    url,
    addSite: (name, siteUrl) => add(name, siteUrl).key,
    addSiteToPair: (name, siteUrl) => add(name, siteUrl).pairingCode,
    async stop() {
      await server?.stop();
      server = undefined;
    },
    start,
  };
}
