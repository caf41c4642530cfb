import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyShop, setUpShop, shopRoot } from '../../wordpress-plugin/scripts/local/woocommerce.ts';
import { startWordPress } from '../../wordpress-plugin/scripts/local/wordpress.ts';
import { unpackWordPress } from '../../wordpress-plugin/scripts/local/wordpress-files.ts';
import { siteName } from './content.ts';
import type { SitePages, StartSite } from './running-site.ts';

/** By PHP's own web server and a MariaDB of our own; with the shop where `WP_ROOT` names a WordPress with WooCommerce. */
export const startNativeSite: StartSite = async (port, contentFor) => {
  const shop = shopRoot();
  const site = await startWordPress({
    port,
    title: siteName,
    cron: true,
    ...('root' in shop
      ? { fill: (root) => copyShop(shop.root, root), beforeActivation: (root) => void setUpShop(root) }
      : { fill: (root) => unpackWordPress('nightly', root) }),
  });
  try {
    const [content, result] = [join(site.folder, 'content.json'), join(site.folder, 'result.json')];
    writeFileSync(content, JSON.stringify(await contentFor(site.url)));
    await promisify(execFile)('php', [join(import.meta.dirname, 'set-up.php'), site.root, content, result]);
    return { url: site.url, pages: JSON.parse(readFileSync(result, 'utf8')) as SitePages, stop: site.stop };
  } catch (error) {
    await site.stop();
    throw error;
  }
};
