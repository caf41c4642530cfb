import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Takes the pictures of readme.txt anew, from the browser tests that go through every screen; in the order of its list.
 * By hand, after `npm run build`: `node scripts/screenshots.ts`. Look at each before committing it.
 */
const pictures = [
  '03-whose-code',
  '04-works',
  '05-is-it-them',
  '09-summed-up',
  '11-tried',
  'gates',
  'admissions',
  'editor',
  'editor-whole-page',
  '15-locked-phone',
  '16-asking-phone',
  '17-opened-phone',
  '19-refused',
  'list-picker',
  'welcome',
];

const plugin = resolve(import.meta.dirname, '..');
const target = join(plugin, '.wordpress-org');
const folder = mkdtempSync(join(tmpdir(), 'coop-screenshots-'));
try {
  const tests = ['admin-story', 'admin', 'editor', 'federation'].map(
    (name) => `wordpress-plugin/tests/browser/${name}.test.ts`,
  );
  execFileSync('npx', ['mocha', ...tests], {
    cwd: resolve(plugin, '..'),
    stdio: 'inherit',
    env: { ...process.env, COOP_SCREENSHOTS: folder },
  });
  mkdirSync(target, { recursive: true });
  for (const [index, name] of pictures.entries()) {
    copyFileSync(join(folder, `${name}.png`), join(target, `screenshot-${index + 1}.png`));
  }
} finally {
  rmSync(folder, { recursive: true });
}
