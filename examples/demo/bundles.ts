import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type BuildOptions } from 'esbuild';

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const run = promisify(execFile);

/** The scripts that browsers get, built from their sources: the site's and the wallet's in memory. */
export async function buildBundles() {
  const [element, site, wallet] = await Promise.all([
    buildElement(),
    bundle('site/browser/site.ts'),
    bundle('wallet/page/main.ts', { conditions: ['@coop-credentials/source', 'browser'] }),
  ]);
  return { element, site, wallet };
}

/** The element as both plugins ship it: the file that core's own script builds. */
async function buildElement(): Promise<string> {
  await run(process.execPath, [pathOf('../../core/scripts/build-client.ts')]);
  return readFile(fileURLToPath(import.meta.resolve('@coop-credentials/core/client')), 'utf8');
}

async function bundle(entry: string, options: BuildOptions = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [pathOf(entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    logLevel: 'error',
    ...options,
  });
  return outputFiles![0]!.text;
}
