// The Discourse plugin as Discourse installs plugins: a git repository with plugin.rb at its root, one commit a release.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './install.js';

const source = 'discourse-plugin';
/** What is for working on the plugin in this repository, and what of it a repository of the plugin alone has at its root. */
const OURS = ['.harness', '.lint', '.release'];
const AT_ROOT = ['.lint/eslint.config.mjs', '.lint/.prettierrc.cjs', '.lint/stylelint.config.mjs'];

/** The release that plugin.rb says it is. */
export const pluginVersion = () => /^# version: (\S+)$/m.exec(readFileSync(join(root, source, 'plugin.rb'), 'utf8'))[1];

/**
 * Writes the repository. Where DISCOURSE_RELEASES names a clone of the mirror, the commit follows the mirror's last one.
 * The same sources make the same commit: its author is the project, its time that of the last change.
 * @param {string} target the folder it becomes
 * @returns {string} the commit
 */
export function packageDiscourse(target) {
  const tree = releasedTree();
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  try {
    git(root, 'init', '--quiet', '--initial-branch=main', target);
    const mirror = process.env.DISCOURSE_RELEASES;
    if (mirror) {
      git(target, 'fetch', '--quiet', '--tags', mirror, 'main');
      git(target, 'reset', '--quiet', '--soft', 'FETCH_HEAD');
    }
    cpSync(tree, target, { recursive: true });
    git(target, 'add', '--all');
    git(target, 'commit', '--quiet', '--message', `Version ${pluginVersion()}`);
    git(target, 'tag', `v${pluginVersion()}`);
    return git(target, 'rev-parse', 'HEAD');
  } finally {
    rmSync(tree, { recursive: true });
  }
}

/** What git knows of the plugin, with what only its own repository has laid over it. */
function releasedTree() {
  const tree = mkdtempSync(join(tmpdir(), 'coop-discourse-'));
  const put = (from, to) => cpSync(join(root, source, from), join(tree, to), { recursive: true });
  for (const file of known()) {
    const [top] = file.split('/');
    if (!OURS.includes(top)) put(file, file);
    if (top === '.release') put(file, file.slice('.release/'.length));
    if (AT_ROOT.includes(file)) put(file, file.slice('.lint/'.length));
  }
  return tree;
}

const known = () =>
  git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '--', source)
    .split('\n')
    .filter(Boolean)
    .map((file) => file.slice(source.length + 1));

function git(folder, ...args) {
  const at = execFileSync('git', ['log', '-1', '--format=%cI', '--', source], { cwd: root, encoding: 'utf8' }).trim();
  const who = { NAME: 'Co-op Credentials', EMAIL: 'coop-credentials@noreply.invalid', DATE: at };
  const env = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((as) => Object.entries(who).map(([key, value]) => [`GIT_${as}_${key}`, value])),
  );
  const settings = ['-c', 'core.hooksPath=/dev/null', '-c', 'commit.gpgSign=false', '-c', 'tag.gpgSign=false'];
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } };
  return execFileSync('git', [...settings, ...args], options).trim();
}
