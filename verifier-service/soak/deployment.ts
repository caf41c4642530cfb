import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { startProcess, type RunningProcess } from '../test/bed/command-line.ts';
import { freePort } from './free-port.ts';
import { openShop, type Shop } from './shop.ts';

const folder = new URL('../../examples/deploy/', import.meta.url);

interface ComposedService {
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly logging?: { readonly options?: Readonly<Record<string, string>> };
}

interface Compose {
  readonly services: Readonly<Record<string, ComposedService>>;
}

/** What `examples/deploy` starts in containers. */
export function readCompose(): Compose {
  return parse(readFileSync(new URL('compose.yaml', folder), 'utf8'), { merge: true }) as Compose;
}

/** The names of its services that are processes of ours. */
export const replicasIn = ({ services }: Compose): readonly string[] =>
  Object.keys(services).filter((name) => name.startsWith('verifier-'));

export interface Deployment extends AsyncDisposable {
  /** Of the proxy. */
  readonly url: string;
  readonly shop: Shop;
  readonly replicas: RunningProcess[];
  /** Starts one again that was ended, at its address. */
  readonly startAgain: (index: number) => Promise<void>;
}

/**
 * The processes of `examples/deploy/compose.yaml` with its settings, and its Caddyfile before them, without containers:
 * on this machine's own addresses, without TLS, and on another PostgreSQL.
 */
export async function startDeployment(database: string, limit: number, members: number): Promise<Deployment> {
  const compose = readCompose();
  const proxyPort = await freePort();
  const url = `http://localhost:${proxyPort}`;
  const state = mkdtempSync(join(tmpdir(), 'coop-deployment-'));
  const secretKeyFile = join(state, 'verifier.key');
  writeFileSync(secretKeyFile, `k1:${'A'.repeat(43)}\n`, { mode: 0o600 });
  const here = { PUBLIC_URL: url, DATABASE_URL: database, SECRET_KEY_FILE: secretKeyFile, TRUSTED_PROXIES: 'loopback' };
  const shop = await openShop([limit], members, here);
  const settings = await Promise.all(
    replicasIn(compose).map(async (name) => ({
      ...compose.services[name]?.environment,
      ...shop.environment,
      ...{ PORT: String(await freePort()), METRICS_ADDRESS: `127.0.0.1:${await freePort()}` },
      RATE_LIMITS: 'address=1000000,site=1000000,request=1000',
    })),
  );
  const replicas: RunningProcess[] = [];
  for (const one of settings) replicas.push(await startProcess(one));

  const wrapper = join(state, 'Caddyfile');
  // No administration, and nothing of this machine is changed.
  writeFileSync(wrapper, `{\n\tadmin off\n\tskip_install_trust\n}\nimport ${new URL('Caddyfile', folder).pathname}\n`);
  const caddy = spawn('caddy', ['run', '--config', wrapper, '--adapter', 'caddyfile'], {
    env: {
      ...{ PATH: process.env['PATH'] ?? '', HOME: state, XDG_DATA_HOME: state, XDG_CONFIG_HOME: state },
      VERIFIER_HOST: url,
      REPLICAS: settings.map(({ PORT }) => `127.0.0.1:${PORT}`).join(' '),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  caddy.stderr.on('data', (data: Buffer) => said.push(data.toString()));
  for (let tries = 0; !(await isUp(url)); tries += 1) {
    if (caddy.exitCode !== null || tries > 200) throw new Error(`Caddy did not start: ${said.join('')}`);
    await sleep(50);
  }
  return {
    ...{ url, shop, replicas },
    startAgain: async (index) => void (replicas[index] = await startProcess(settings[index]!)),
    [Symbol.asyncDispose]: async () => {
      const ended = once(caddy, 'exit');
      caddy.kill('SIGTERM');
      await ended;
      await Promise.all(replicas.map(({ end }) => end('SIGKILL')));
      shop[Symbol.dispose]();
      rmSync(state, { recursive: true });
    },
  };
}

const isUp = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
