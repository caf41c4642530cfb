import { shopRoot } from '../../wordpress-plugin/scripts/local/woocommerce.ts';
import type { DemoToJoin } from '../demo/running.ts';
import { content, siteName } from './content.ts';
import { startNativeSite } from './native-site.ts';
import { startPlaygroundSite } from './playground-site.ts';
import { hasPhpAndMariaDb } from './programs.ts';
import type { RunningSite, StartSite } from './running-site.ts';

export const runtimes = ['php', 'playground'] as const;
export type Runtime = (typeof runtimes)[number];

const start: Readonly<Record<Runtime, StartSite>> = { php: startNativeSite, playground: startPlaygroundSite };

/** What a person has to mend who named a shop in `WP_ROOT` that cannot be brought up; nothing without `WP_ROOT`. */
export function shopTrouble(runtime: Runtime = defaultRuntime()): string | undefined {
  const named = process.env.WP_ROOT;
  const shop = shopRoot();
  if (!named) return undefined;
  if ('missing' in shop) {
    return `There is no WooCommerce in WP_ROOT (${named}): it has no wp-content/plugins/woocommerce.
Name the folder of a WordPress, the one with wp-load.php, that has WooCommerce; or leave WP_ROOT out, then there is no shop.`;
  }
  return runtime === 'php'
    ? undefined
    : 'The shop of WP_ROOT needs PHP and MariaDB. Install them, or leave WP_ROOT out, then there is no shop.';
}

const defaultRuntime = (): Runtime => (hasPhpAndMariaDb() ? 'php' : 'playground');

export interface WordPressDemoOptions {
  readonly port: number;
  /** Without it: PHP where this machine has it. */
  readonly runtime?: Runtime | undefined;
}

/** A WordPress with the plugin, paired to the demo's verifier, with a page for members and their neighbours. */
export async function startWordPressDemo(
  demo: DemoToJoin,
  { port, runtime = defaultRuntime() }: WordPressDemoOptions,
): Promise<RunningSite & { readonly runtime: Runtime }> {
  const site = await start[runtime](port, async (url) => {
    const { pairingCode } = await demo.addSite(siteName, url);
    return content(pairingCode);
  });
  return { ...site, runtime };
}
