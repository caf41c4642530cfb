import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { makePot } from './make-pot.ts';

/** Builds the block and the screens with WordPress' own tool, and puts the browser element beside them. */
const plugin = resolve(import.meta.dirname, '..');
const element = resolve(plugin, '../core/dist/client/coop-credential-request.js');
const wpScripts = createRequire(import.meta.url).resolve('@wordpress/scripts/bin/wp-scripts.js');

if (!existsSync(element)) {
  throw new Error('The browser element is not built yet: run `node core/scripts/build-client.ts` first.');
}
execFileSync(
  process.execPath,
  [wpScripts, 'build', '--webpack-src-dir=src', '--config', 'scripts/webpack.config.cjs'],
  {
    cwd: plugin,
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
copyFileSync(element, resolve(plugin, 'build/coop-credential-request.js'));
makePot();
