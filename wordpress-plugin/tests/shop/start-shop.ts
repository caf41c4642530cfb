import assert from 'node:assert/strict';
import { freePort } from '../../scripts/local/free-port.ts';
import { copyShop, setUpShop, type ShopPages } from '../../scripts/local/woocommerce.ts';
import { startWordPress } from '../../scripts/local/wordpress.ts';
import type { Bed } from '../bed/bed.ts';

export { shopRoot } from '../../scripts/local/woocommerce.ts';

/** A real WooCommerce on MariaDB with HPOS, its products and pages. */
export interface Shop extends Bed, ShopPages {}

export async function startShop(source: string): Promise<Shop> {
  let set: ShopPages | undefined;
  const wordpress = await startWordPress({
    port: await freePort(),
    title: 'Autumn Federation',
    cron: false,
    fill: (root) => copyShop(source, root),
    beforeActivation: (root) => (set = setUpShop(root)),
  });
  assert.ok(set && set.honey > 0);
  return { ...set, ...wordpress };
}
