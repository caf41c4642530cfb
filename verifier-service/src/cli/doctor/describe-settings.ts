import type { Config } from '../../config.ts';
import type { Origin } from '../../config/settings.ts';
import { shownDatabase } from '../../store/location.ts';

export interface DescribedSetting {
  readonly name: string;
  readonly value: string;
  readonly origin: Origin;
}

/** Each setting that is used, as it was understood, and where it came from. */
export function describeSettings(config: Config): readonly DescribedSetting[] {
  const values: Readonly<Record<string, string>> = {
    HOST: config.host,
    PORT: String(config.port),
    PUBLIC_URL: config.publicUrl,
    STATE_DIRECTORY: config.stateDirectory,
    DATABASE_URL: shownDatabase(config.database),
    MIGRATE_AT_START: config.migrateAtStart ? '1' : '0',
    SECRET_KEY_FILE: config.secretKeyFile,
    X509_CHAIN: config.certificate?.chain ?? '',
    X509_KEY: config.certificate?.key ?? '',
    RECOGNITION_LISTS: config.recognitionLists.map(({ name, url, anchor }) => `${name}=${url}#${anchor}`).join(', '),
    WEB_WALLETS: config.webWallets.map(({ name, url }) => `${name}=${url}`).join(', '),
    TRUSTED_ROOTS: config.trustedRoots
      .map(
        ({ file, certificates: { length } }) =>
          `${file} (${length === 1 ? '1 certificate' : `${length} certificates`})`,
      )
      .join(', '),
    PINNED_KEYS: config.pinnedKeys.map(({ did, fingerprint }) => `${did}=${fingerprint}`).join(', '),
    RATE_LIMITS: Object.entries(config.rateLimits)
      .map(([name, most]) => `${name}=${most}`)
      .join(','),
    TRUSTED_PROXIES: config.trustedProxies.join(', '),
    LOG_LEVEL: config.logLevel,
    WORKERS: String(config.workers),
    METRICS_ADDRESS: config.metrics ? `${config.metrics.host}:${config.metrics.port}` : '',
    RECHECK_EVERY: `PT${config.recheckEvery / 1_000}S`,
    INSECURE_FETCH: config.insecureFetch.join(', '),
    INSECURE_VC_API: config.insecureVcApi ? '1' : '',
  };
  return Object.entries(values).map(([name, value]) => ({ name, value, origin: config.origins[name] ?? 'default' }));
}
