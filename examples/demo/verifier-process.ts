import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../../verifier-service/bin/coop-verifier.js', import.meta.url));
const run = promisify(execFile);

export interface VerifierSettings {
  readonly port: number;
  readonly stateDirectory: string;
  /** `host:port` of the co-ops, whose keys are fetched over http because they are on this computer. */
  readonly coOpHosts: readonly string[];
  readonly wallet: { readonly name: string; readonly url: string };
}

export interface AddedSite {
  readonly id: string;
  readonly key: string;
  readonly pairingCode: string;
}

/** The verifier-service as anybody runs it: a process of its own, set up by its environment and its command line. */
export function verifierProcess({ port, stateDirectory, coOpHosts, wallet }: VerifierSettings) {
  const url = `http://localhost:${port}`;
  const environment = {
    PATH: process.env.PATH,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    STATE_DIRECTORY: stateDirectory,
    WEB_WALLETS: `${wallet.name}=${wallet.url}`,
    INSECURE_FETCH: coOpHosts.join(','),
    LOG_LEVEL: 'warn',
    WORKERS: '1',
    // So that one sees a membership being taken back. A day, where nothing else is said.
    RECHECK_EVERY: 'PT2S',
  };
  let child: ChildProcess | undefined;

  return {
    url,

    /** `coop-verifier site add`: the site's own key, and the code that brings another one to a site that pastes it. */
    addSite: async (name: string, siteUrl: string): Promise<AddedSite> => {
      const command = ['site', 'add', '--name', name, '--url', siteUrl, '--json'];
      const { stdout } = await run(process.execPath, [program, ...command], { env: environment });
      return JSON.parse(stdout) as AddedSite;
    },

    /** `coop-verifier start`, until it answers. */
    start: async (): Promise<void> => {
      const started = spawn(process.execPath, [program, 'start'], {
        env: environment,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      child = started;
      const patience = Date.now() + 30_000;
      while (!(await isReady(url))) {
        if (started.exitCode !== null) throw new Error('The verifier ended by itself. What it said is above.');
        if (Date.now() > patience) throw new Error('The verifier did not answer within half a minute.');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },

    stop: async (): Promise<void> => {
      if (!child || child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const tooLong = setTimeout(() => child?.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(tooLong);
    },
  };
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
