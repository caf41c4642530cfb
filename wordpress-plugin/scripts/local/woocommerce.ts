import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { php } from './php-server.ts';
import { unpackWordPress } from './wordpress-files.ts';

/** Where a WordPress with WooCommerce is, or why there is none. It is only ever read. */
export function shopRoot(): { readonly root: string } | { readonly missing: string } {
  const root = process.env.WP_ROOT;
  if (!root) return { missing: 'WP_ROOT names no WordPress with WooCommerce' };
  return existsSync(join(root, 'wp-content/plugins/woocommerce/woocommerce.php'))
    ? { root }
    : { missing: 'there is no WooCommerce in WP_ROOT' };
}

/** Core and WooCommerce only: no settings, no uploads, no other plugin of whoever's it is. */
export function copyShop(source: string, root: string): void {
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

/** The block theme of every WordPress of ours, whatever theme the source has. */
function themes(root: string): string {
  const other = join(dirname(root), 'other-wordpress');
  unpackWordPress('nightly', other);
  return join(other, 'wp-content/themes');
}

/** What `set-up-shop.php` made. */
export interface ShopPages {
  readonly honey: number;
  readonly apples: number;
  readonly cart: string;
  readonly checkout: string;
  readonly classicCart: string;
  readonly classicCheckout: string;
  readonly versions: Readonly<Record<'wordpress' | 'woocommerce' | 'php' | 'database', string>>;
}

/** WooCommerce on HPOS with two products, two rates of tax and its pages. */
export const setUpShop = (root: string): ShopPages =>
  JSON.parse(php(join(import.meta.dirname, 'set-up-shop.php'), root)) as ShopPages;
