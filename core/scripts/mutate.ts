import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MutationScores, type Report } from './mutate/scores.ts';
import { mutationPage, tableOf } from './mutate/table.ts';

/**
 * `npm run mutate -- core/src/checks`: changes the core in one place after another, and shows each change that no test
 * notices. Takes folders and files, by default all of `core/src`, and ends with a table of all that is measured.
 *
 * A folder is held against its own tests and those of the whole verifier (`core/test/*.test.ts`), or what survives
 * would be asked of every test there is; `--testFiles=GLOB` names others. A file's figures are kept in
 * `core/docs/mutation.json` until it changes, so that the whole can be measured bit by bit, on any machine; `-- --write`
 * measures nothing and writes `core/docs/mutation.md` from what is kept. Other flags are Stryker's. `--incremental`
 * asks again only for what a change of the file or of a test touches: a folder is best asked of its own tests first, and
 * what survives then of further ones.
 */
const root = resolve(import.meta.dirname, '../..');
const cache = resolve(root, '.cache/mutation');
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');

const scores = new MutationScores(resolve(root, 'core/docs/mutation.json'));
const sources = globSync('core/src/**/*.ts', { cwd: root }).filter((path) => !/\/(client|generated)\//.test(path));

const [flags, paths] = [true, false].map((isFlag) =>
  process.argv.slice(2).filter((arg) => arg.startsWith('--') === isFlag),
) as [string[], string[]];
if (!flags.includes('--write')) {
  const globs = paths.map((path) => (statSync(resolve(root, path)).isFile() ? path : `${path}/**/*.ts`));
  rmSync(resolve(cache, 'report.json'), { force: true });
  const { status } = spawnSync(
    process.execPath,
    [
      `--import=${pathToFileURL(resolve(root, '.config/hot-swap-for-stryker.js')).href}`,
      'node_modules/@stryker-mutator/core/bin/stryker.js',
      ...['run', '.config/stryker.config.js', ...flags],
      ...(globs.length > 0 ? ['--mutate', globs.join()] : []),
      ...(flags.some((flag) => flag.startsWith('--testFiles')) ? [] : testsOf(paths)),
    ],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = 1;
  const { files } = JSON.parse(read('.cache/mutation/report.json')) as Report;
  scores.add({ files: { ...withoutMutants(paths), ...files } });
}

/** Of a file in which nothing can be changed, such as one of types, the report says nothing: it is measured, too. */
function withoutMutants(changed: readonly string[]): Report['files'] {
  const isAsked = (path: string) => changed.length === 0 || changed.some((one) => `${path}/`.startsWith(`${one}/`));
  return Object.fromEntries(sources.filter(isAsked).map((path) => [path, { source: read(path), mutants: [] }]));
}

/** A folder has its tests under its own name; those of the whole verifier lie above them. */
function testsOf(changed: readonly string[]): readonly string[] {
  if (changed.length === 0) return [];
  const folders = changed.filter((path) => !path.endsWith('.ts') || dirname(path) !== 'core/src');
  const own = folders.map((path) => (path.endsWith('.ts') ? dirname(path) : path).replace('core/src', 'core/test'));
  return ['--testFiles', ['core/test/*.test.ts', ...own.map((folder) => `${folder}/**/*.test.ts`)].join()];
}

const measured = new Map(sources.map((path) => [path, scores.of(path, read(path))]));
console.log(`\n${tableOf(measured)}`);
if (flags.includes('--write')) {
  scores.keepOnly(sources);
  writeFileSync(resolve(root, 'core/docs/mutation.md'), mutationPage(measured));
}
