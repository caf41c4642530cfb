import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The builds of `@wp-playground/wordpress-builds` that the plugin is tested and shown on. */
export type WordPressBuild = 'nightly' | 'beta';

/**
 * Unpacks a WordPress from npm. Its zip lacks the scripts and styles; the same package has them beside it,
 * and together they are a whole WordPress with its editor.
 */
export function unpackWordPress(build: WordPressBuild, root: string): void {
  const builds = dirname(createRequire(import.meta.url).resolve('@wp-playground/wordpress-builds/package.json'));
  mkdirSync(root, { recursive: true });
  execFileSync('unzip', ['-q', join(builds, 'src/wordpress', `wp-${build}.zip`), '-d', root]);
  cpSync(join(builds, 'public', `wp-${build}`), root, { recursive: true });
  rmSync(join(root, 'wp-content/database'), { recursive: true, force: true });
}

export interface WordPressSettings {
  readonly url: string;
  readonly databaseSocket: string;
  readonly serviceHost: string;
  /** Whether visits run what is planned by the clock, as they do by default; tests run it themselves. */
  readonly cron: boolean;
}

/** Writes a `wp-config.php` that shows every fault and calls nobody but the service. */
export function writeConfig(root: string, { url, databaseSocket, serviceHost, cron }: WordPressSettings): void {
  const constants: Record<string, string | boolean> = {
    DB_NAME: 'wordpress',
    DB_USER: 'root',
    DB_PASSWORD: '',
    DB_HOST: `localhost:${databaseSocket}`,
    DB_CHARSET: 'utf8mb4',
    DB_COLLATE: '',
    WP_HOME: url,
    WP_SITEURL: url,
    WP_DEBUG: true,
    WP_DEBUG_LOG: join(root, 'debug.log'),
    WP_DEBUG_DISPLAY: false,
    DISABLE_WP_CRON: !cron,
    WP_HTTP_BLOCK_EXTERNAL: true,
    WP_ACCESSIBLE_HOSTS: serviceHost,
    AUTOMATIC_UPDATER_DISABLED: true,
    ...Object.fromEntries(
      ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [
        [`${name}_KEY`, `${name} key of this machine`],
        [`${name}_SALT`, `${name} salt of this machine`],
      ]),
    ),
  };
  const lines = Object.entries(constants).map(([name, value]) => `define( '${name}', ${JSON.stringify(value)} );`);
  writeFileSync(
    join(root, 'wp-config.php'),
    `<?php\n${lines.join('\n')}\n$table_prefix = 'wp_';\ndefined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );\nrequire_once ABSPATH . 'wp-settings.php';\n`,
  );
}
