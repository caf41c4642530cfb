import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CertificateFiles } from './certificate/certificate.ts';
import { isLoopbackHost, isLoopbackUrl, readUrl } from './config/addresses.ts';
import {
  duration,
  hostAndPort,
  list,
  listenAddress,
  namedUrl,
  onOrOff,
  proxy,
  readDatabase,
  recognitionList,
  whole,
  wholeUrl,
} from './config/readers.ts';
import { defaultRateLimits, rateLimits, type RateLimits } from './config/rate-limits.ts';
import { createSettings, type Origin } from './config/settings.ts';
import { pinnedKey, trustedRootsFile, type PinnedKey, type TrustedRootsFile } from './config/trust.ts';
import { knownVariables } from './config/variables.ts';

/** Everything that can be set, validated whole and frozen. Made once, in `server.ts`. */
export interface Config {
  readonly host: string;
  /** 0 = any free port: then `publicUrl` follows what was bound. */
  readonly port: number;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly stateDirectory: string;
  /** The path of a SQLite file on a disk, or the URL of a PostgreSQL, which may hold a password. */
  readonly database: string;
  /** Whether a start brings the tables up to date, or refuses where they are not. */
  readonly migrateAtStart: boolean;
  readonly secretKeyFile: string;
  /** What requests can be signed with besides the sites' own keys; undefined where none is set. */
  readonly certificate: CertificateFiles | undefined;
  readonly webWallets: readonly { readonly name: string; readonly url: string }[];
  /** What the certificate of an SD-JWT VC's issuer may lead to. */
  readonly trustedRoots: readonly TrustedRootsFile[];
  /** The only keys that these `did:web` may use. */
  readonly pinnedKeys: readonly PinnedKey[];
  /** Recognition lists that are followed, besides those that `coop-verifier list pin` names. */
  readonly recognitionLists: readonly { readonly name: string; readonly url: string; readonly anchor: string }[];
  readonly rateLimits: RateLimits;
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
  /** Where Prometheus asks; nowhere by default. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Threads that verify, beside one warm spare. */
  readonly workers: number;
  /** Milliseconds between two looks at whether a verification still holds. */
  readonly recheckEvery: number;
  /** `host:port` that may be fetched over http; empty outside demos and tests. */
  readonly insecureFetch: readonly string[];
  /** The VC-API answers without a site's key. */
  readonly insecureVcApi: boolean;
  /** Where each variable's value came from, for `doctor`. */
  readonly origins: Readonly<Record<string, Origin>>;
}

const DAY = 24 * 60 * 60 * 1_000;

export type LogLevel = (typeof logLevels)[number];
const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

/**
 * The environment, and the same names from a configuration file below it, as a frozen `Config`, or every fault
 * at once.
 */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
  file: Readonly<Record<string, unknown>> = {},
): ConfigResult {
  const settings = createSettings(environment, file);
  const { read, fault } = settings;
  for (const name of Object.keys(file)) if (!knownVariables.has(name)) fault(name, 'is not a setting');
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && name.startsWith('INSECURE_') && !knownVariables.has(name)) {
      fault(name, 'is not a setting');
    }
  }

  const host = read('HOST', '127.0.0.1', (value) => value);
  const port = read('PORT', 4100, whole(0, 65535));
  const loopback = isLoopbackHost(host);
  const publicUrl = read('PUBLIC_URL', `http://localhost:${port}`, wholeUrl);
  if (settings.origin('PUBLIC_URL') === 'default' && !loopback)
    fault('PUBLIC_URL', 'is needed unless HOST is loopback');
  if (publicUrl.startsWith('http:') && !isLoopbackUrl(publicUrl)) fault('PUBLIC_URL', 'must be https unless loopback');

  const stateDirectory = read('STATE_DIRECTORY', join(homedir(), '.local/state/coop-verifier'), (value) => value);
  const ownFile = join(stateDirectory, 'coop-verifier.db');
  const database = read('DATABASE_URL', ownFile, (value) => readDatabase(value) || ownFile);

  const insecureFetch = read('INSECURE_FETCH', [], list(hostAndPort));
  const insecureVcApi = read('INSECURE_VC_API', false, onOrOff);
  for (const name of ['INSECURE_FETCH', 'INSECURE_VC_API']) {
    const safe = loopback && readUrl(publicUrl) !== undefined && isLoopbackUrl(publicUrl);
    if (settings.isSet(name) && !safe) fault(name, 'works only where HOST and PUBLIC_URL are loopback');
  }

  const chain = read('X509_CHAIN', '', (value) => value);
  const key = read('X509_KEY', '', (value) => value);
  if (chain !== '' && key === '') fault('X509_KEY', 'is needed with X509_CHAIN');
  if (key !== '' && chain === '') fault('X509_CHAIN', 'is needed with X509_KEY');

  const config: Config = Object.freeze({
    host,
    port,
    publicUrl,
    stateDirectory,
    database,
    migrateAtStart: read('MIGRATE_AT_START', true, onOrOff),
    secretKeyFile: read('SECRET_KEY_FILE', join(stateDirectory, 'secret.key'), (value) => value),
    certificate: chain === '' ? undefined : Object.freeze({ chain, key }),
    webWallets: Object.freeze(read('WEB_WALLETS', [], list(namedUrl))),
    recognitionLists: Object.freeze(read('RECOGNITION_LISTS', [], list(recognitionList))),
    trustedRoots: Object.freeze(read('TRUSTED_ROOTS', [], list(trustedRootsFile))),
    pinnedKeys: Object.freeze(read('PINNED_KEYS', [], list(pinnedKey))),
    rateLimits: Object.freeze(read('RATE_LIMITS', defaultRateLimits, rateLimits)),
    trustedProxies: Object.freeze(read('TRUSTED_PROXIES', [], list(proxy))),
    logLevel: read('LOG_LEVEL', 'info' as LogLevel, (value) => {
      const level = logLevels.find((known) => known === value);
      if (!level) throw new Error(`must be one of ${logLevels.join(', ')}`);
      return level;
    }),
    metrics: read('METRICS_ADDRESS', undefined, listenAddress),
    workers: read('WORKERS', 1, whole(1, 64)),
    recheckEvery: read('RECHECK_EVERY', DAY, duration),
    insecureFetch: Object.freeze(insecureFetch),
    insecureVcApi,
    origins: Object.freeze(settings.origins()),
  });
  return settings.problems.length > 0 ? { ok: false, problems: settings.problems } : { ok: true, config };
}

/** The same with the port that was bound, where any was asked for. */
export function withBoundPort(config: Config, port: number): Config {
  if (config.port !== 0) return config;
  const publicUrl = config.origins['PUBLIC_URL'] === 'default' ? `http://localhost:${port}` : config.publicUrl;
  return Object.freeze({ ...config, port, publicUrl });
}
