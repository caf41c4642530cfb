import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePlugin } from '../../wordpress-plugin/scripts/package.ts';
import { startChild } from '../../wordpress-plugin/scripts/local/child.ts';
import { temporaryFolder } from '../../wordpress-plugin/scripts/local/temporary-folder.ts';
import { waitUntil } from '../../wordpress-plugin/scripts/local/wait-until.ts';
import { admin } from '../../wordpress-plugin/scripts/local/wordpress.ts';
import { unpackWordPress } from '../../wordpress-plugin/scripts/local/wordpress-files.ts';
import { siteName } from './content.ts';
import type { SitePages, StartSite } from './running-site.ts';

/** Taken from npm when it is needed, for who has no PHP: it is 600 MB, and nothing else of ours uses it. */
const program = '@wp-playground/cli@3.1.56';

/** By WordPress Playground: PHP as WebAssembly, on SQLite. Slower than PHP, and without the shop. */
export const startPlaygroundSite: StartSite = async (port, contentFor) => {
  const folder = temporaryFolder();
  const [root, shared] = [join(folder.path, 'wordpress'), join(folder.path, 'demo')];
  const url = `http://localhost:${port}`;
  const [log, result] = [join(folder.path, 'playground.log'), join(shared, 'result.json')];
  mkdirSync(shared);
  unpackWordPress('nightly', root);
  execFileSync('unzip', ['-q', packagePlugin(folder.path), '-d', join(root, 'wp-content/plugins')]);
  copyFileSync(join(import.meta.dirname, 'set-up.php'), join(shared, 'set-up.php'));
  writeFileSync(join(shared, 'content.json'), JSON.stringify(await contentFor(url)));
  writeFileSync(join(folder.path, 'blueprint.json'), JSON.stringify(blueprint));

  // WordPress calls itself, for what is planned by the clock: one worker would wait for itself.
  const options = [
    ...[
      '--yes',
      program,
      'server',
      `--port=${port}`,
      `--site-url=${url}`,
      '--php=8.2',
      '--workers=6',
      '--verbosity=quiet',
    ],
    ...['--mount-before-install', `${root}:/wordpress`, '--mount-before-install', `${shared}:/demo`],
    ...['--wordpress-install-mode=install-from-existing-files', `--blueprint=${join(folder.path, 'blueprint.json')}`],
  ];
  const server = startChild('npx', options, { log });
  const stop = async (): Promise<void> => {
    await server.stop();
    folder.remove();
  };
  try {
    await waitUntil('Playground has set up WordPress', () => existsSync(result), 300_000);
    return { url, pages: JSON.parse(readFileSync(result, 'utf8')) as SitePages, stop };
  } catch (error) {
    const said = existsSync(log) ? readFileSync(log, 'utf8').slice(-2_000) : '';
    await stop();
    throw new Error(`${(error as Error).message}\n${said}`, { cause: error });
  }
};

const blueprint = {
  preferredVersions: { php: '8.2', wp: 'latest' },
  steps: [
    { step: 'setSiteOptions', options: { blogname: siteName, permalink_structure: '/%postname%/' } },
    {
      step: 'runPHP',
      code: `<?php require '/wordpress/wp-load.php'; wp_set_password( '${admin.password}', 1 ); flush_rewrite_rules();`,
    },
    { step: 'activatePlugin', pluginPath: 'coop-credentials/coop-credentials.php' },
    {
      step: 'runPHP',
      code: `<?php $argv = array( '', '/wordpress', '/demo/content.json', '/demo/result.json' ); require '/demo/set-up.php';`,
    },
  ],
};
