// What today's Discourse lints, types and compiles a plugin with: its own folder and lock file, outside the workspaces.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './install.js';
import { rubyEnvironment } from './ruby.js';
import { steps } from './runners.js';

const folder = join(root, 'discourse-plugin', '.lint');
const marker = join(folder, 'node_modules', '.coop-install');

/** Installs them, once per lock file. */
export function installDiscourseTools() {
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8').trim() === hash) return;
  console.log('Installing what Discourse lints and compiles plugins with …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  writeFileSync(marker, hash);
}

const tool = (path) => join(folder, 'node_modules', path);
const sources = ['assets', 'admin', 'test'].filter((name) => existsSync(join(root, 'discourse-plugin', name)));
const shells = `{${sources.join(',')}}/**/*.{js,gjs}`;

/** As Discourse's own workflow does it, in the folder of the plugin. */
export const discourseChecks = steps(
  'discourse check',
  [
    ['lint: shells', 'node', tool('eslint/bin/eslint.js'), '-c', '.lint/eslint.config.mjs', ...sources],
    [
      'format: shells',
      'node',
      tool('prettier/bin/prettier.cjs'),
      ...['--config', '.lint/.prettierrc.cjs', '--check', '--log-level=warn', shells, 'assets/**/*.scss'],
    ],
    [
      'lint: stylesheets',
      'node',
      tool('stylelint/bin/stylelint.mjs'),
      ...['--config', '.lint/stylelint.config.mjs', 'assets/**/*.scss'],
    ],
    ['types: shells', 'node', tool('@glint/ember-tsc/bin/ember-tsc.js'), '--noEmit', '-p', '.lint'],
  ],
  'discourse-plugin',
);

/** Every Ruby file of these folders. Not by `globSync`: this page is read before npm has brought a Node that has it. */
const rubyFiles = (...folders) =>
  folders.flatMap((name) =>
    readdirSync(join(root, 'discourse-plugin', name), { recursive: true })
      .filter((path) => path.endsWith('.rb'))
      .map((path) => join(name, path)),
  );
const ours = ['plugin.rb', ...rubyFiles('app', 'lib', 'config', 'db', 'spec')];
const harness = readdirSync(join(root, 'discourse-plugin', '.harness'))
  .filter((name) => name.endsWith('.rb'))
  .map((name) => join('.harness', name));

/** Ruby as Discourse's own workflow looks at it. */
export const discourseRubyChecks = steps(
  'discourse, Ruby style',
  [
    ['lint: Ruby', 'bundle', 'exec', 'rubocop', '-c', '.release/.rubocop.yml', '--format', 'quiet', ...ours],
    [
      'format: Ruby',
      ...['bundle', 'exec', 'stree', 'check', '--print-width=100'],
      '--plugins=plugin/trailing_comma,plugin/disable_auto_ternary',
      ...ours,
      ...harness,
      ...rubyFiles('.harness/stand_in'),
    ],
  ],
  'discourse-plugin',
  rubyEnvironment(),
);
