import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packagePlugin } from '../../scripts/package.ts';
import type { Bed } from '../bed/bed.ts';
import { freePort } from '../bed/free-port.ts';
import { startMariaDb } from '../bed/mariadb.ts';
import { php, startPhpServer } from '../bed/php-server.ts';
import { temporaryFolder } from '../bed/temporary-folder.ts';
import { unpackWordPress, writeConfig } from '../bed/wordpress-files.ts';

/** A real WooCommerce on MariaDB with HPOS, its products and pages. */
export interface Shop extends Bed {
  readonly honey: number;
  readonly apples: number;
  readonly cart: string;
  readonly checkout: string;
  readonly classicCart: string;
  readonly classicCheckout: string;
  readonly versions: Readonly<Record<'wordpress' | 'woocommerce' | 'php' | 'database', string>>;
}

/** Where a WordPress with WooCommerce is, or why there is none. It is only ever read. */
export function shopRoot(): { readonly root: string } | { readonly missing: string } {
  const root = process.env.WP_ROOT;
  if (!root) return { missing: 'WP_ROOT names no WordPress with WooCommerce' };
  return existsSync(join(root, 'wp-content/plugins/woocommerce/woocommerce.php'))
    ? { root }
    : { missing: 'there is no WooCommerce in WP_ROOT' };
}

const bedScript = (name: string): string => join(import.meta.dirname, '../bed', name);

export async function startShop(source: string): Promise<Shop> {
  const folder = temporaryFolder();
  const root = join(folder.path, 'wordpress');
  const port = await freePort();
  const url = `http://localhost:${port}`;

  const database = await startMariaDb(folder.path);
  copyWordPress(source, root);
  writeConfig(root, { url, databaseSocket: database.socket, serviceHost: 'localhost' });
  const zip = packagePlugin(join(folder.path, 'dist'));
  php(bedScript('install.php'), root, zip);
  const set = JSON.parse(php(join(import.meta.dirname, 'set-up-shop.php'), root)) as Omit<Shop, keyof Bed>;
  php(bedScript('activate.php'), root);
  const server = await startPhpServer(root, port);
  assert.ok(set.honey > 0);

  return {
    ...set,
    ...{ url, folder: folder.path, root, zip, database },
    async stop() {
      await server.stop();
      await database.stop();
      folder.remove();
    },
  };
}

/** Core and WooCommerce only: no settings, no uploads, no other plugin of whoever's it is. */
function copyWordPress(source: string, root: string): void {
  const own = new Set(['wp-config.php', 'wp-content', '.htaccess'].map((name) => join(source, name)));
  cpSync(source, root, {
    recursive: true,
    dereference: true,
    filter: (path) => !own.has(path) && !path.includes('/.git'),
  });
  mkdirSync(join(root, 'wp-content/plugins'), { recursive: true });
  cpSync(join(source, 'wp-content/plugins/woocommerce'), join(root, 'wp-content/plugins/woocommerce'), {
    recursive: true,
  });
  cpSync(themes(root), join(root, 'wp-content/themes'), { recursive: true });
}

/** The block theme of the other test beds, whatever theme the source has. */
function themes(root: string): string {
  const other = join(dirname(root), 'other-wordpress');
  unpackWordPress('nightly', other);
  return join(other, 'wp-content/themes');
}
