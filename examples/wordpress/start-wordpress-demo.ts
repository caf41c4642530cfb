import type { DemoToJoin } from '../demo/running.ts';
import { content, siteName } from './content.ts';
import { startNativeSite } from './native-site.ts';
import { startPlaygroundSite } from './playground-site.ts';
import { hasPhpAndMariaDb } from './programs.ts';
import type { RunningSite, StartSite } from './running-site.ts';

export const runtimes = ['php', 'playground'] as const;
export type Runtime = (typeof runtimes)[number];

const start: Readonly<Record<Runtime, StartSite>> = { php: startNativeSite, playground: startPlaygroundSite };

export interface WordPressDemoOptions {
  readonly port: number;
  /** Without it: PHP where this machine has it. */
  readonly runtime?: Runtime | undefined;
}

/** A WordPress with the plugin, paired to the demo's verifier, with a page for members and their neighbours. */
export async function startWordPressDemo(
  demo: DemoToJoin,
  { port, runtime = hasPhpAndMariaDb() ? 'php' : 'playground' }: WordPressDemoOptions,
): Promise<RunningSite & { readonly runtime: Runtime }> {
  const site = await start[runtime](port, async (url) => {
    const { pairingCode } = await demo.addSite(siteName, url);
    return content(demo.origins, pairingCode);
  });
  return { ...site, runtime };
}
