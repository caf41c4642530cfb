import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../../verifier-service/bin/coop-verifier.js', import.meta.url));
const run = promisify(execFile);

export interface VerifierSettings {
  readonly port: number;
  readonly stateDirectory: string;
  /** `host:port` of co-ops and their federation, whose keys and lists are fetched over http because they are on this computer. */
  readonly localHosts: readonly string[];
  readonly wallet: { readonly name: string; readonly url: string };
  /** The list that is followed: where it is, and the anchor by which it is known to be the right one. */
  readonly list?: { readonly name: string; readonly url: string; readonly anchor: string };
}

export interface AddedSite {
  readonly id: string;
  /** What its requests are signed by, and lists recognise it under. */
  readonly did: string;
  readonly key: string;
  readonly pairingCode: string;
}

/** The verifier-service as anybody runs it: a process of its own, set up by its environment and its command line. */
export function verifierProcess({ port, stateDirectory, localHosts, wallet, list }: VerifierSettings) {
  const url = `http://localhost:${port}`;
  const environment = {
    PATH: process.env.PATH,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    STATE_DIRECTORY: stateDirectory,
    WEB_WALLETS: `${wallet.name}=${wallet.url}`,
    INSECURE_FETCH: localHosts.join(','),
    ...(list && { RECOGNITION_LISTS: `${list.name}=${list.url}#${list.anchor}` }),
    LOG_LEVEL: 'warn',
    WORKERS: '1',
    // So that one sees a membership being taken back, and a co-op suspended. A day, where nothing else is said.
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
