import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const plugin = resolve(import.meta.dirname, '..');
const zipName = 'coop-credentials-wordpress.zip';
const parts = ['coop-credentials.php', 'uninstall.php', 'readme.txt', 'LICENSE', 'includes', 'build', 'languages'];

/**
 * Packs what a site installs: one folder `coop-credentials/`, no sources, no tests.
 * Same sources, same bytes: files in the order of their names, all of one moment, no owner.
 *
 * @returns the path of the zip
 */
export function packagePlugin(targetFolder: string): string {
  const work = mkdtempSync(join(tmpdir(), 'coop-package-'));
  const zip = join(resolve(targetFolder), zipName);
  try {
    for (const part of parts) cpSync(join(plugin, part), join(work, 'coop-credentials', part), { recursive: true });
    const names = readdirSync(work, { recursive: true, encoding: 'utf8' }).sort();
    const releaseMoment = new Date('2020-01-01T00:00:00Z');
    for (const name of names) utimesSync(join(work, name), releaseMoment, releaseMoment);

    mkdirSync(targetFolder, { recursive: true });
    rmSync(zip, { force: true });
    execFileSync('zip', ['-X', '-q', '-D', zip, '-@'], {
      cwd: work,
      input: names.join('\n'),
      env: { ...process.env, TZ: 'UTC' },
    });
    return zip;
  } finally {
    rmSync(work, { recursive: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  packagePlugin(resolve(plugin, '../dist'));
}
