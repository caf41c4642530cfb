// Every runner of `npm test`: what it runs, and how its totals are read. A runner that ran nothing has failed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, root } from './install.js';
import { readRspec, rubyEnvironment } from './ruby.js';

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Totals */

/** Steps that pass or fail as a whole, such as the type check. */
export const steps = (name, commands, folder, extra = {}) => ({
  name,
  run: () => {
    const totals = { passed: 0, failed: 0, skipped: [] };
    for (const [title, command, ...args] of commands) {
      const ok = exec(command, args, extra, folder) === 0;
      totals[ok ? 'passed' : 'failed'] += 1;
      console.log(`  ${ok ? '✔' : '✘'} ${title}`);
    }
    return totals;
  },
});

/** A mocha run over a glob of test files, or over several with further options. */
export const mocha = (name, what, extra = {}) => mochaBy(['mocha'], name, what, extra);

/** The same beside a PostgreSQL of its own, in whose databases the tests run. */
export const mochaOnPostgres = (name, what, extra = {}) =>
  // A test that failed may have left a connection open: nobody waits for it.
  mochaBy(['node', '.scripts/with-postgres.js', 'mocha', '--exit'], name, what, extra);

const mochaBy = ([command, ...before], name, what, extra) => ({
  name,
  run: () =>
    withTotalsFile((file) => {
      const args = [...before, '--reporter', '.scripts/mocha-reporter.cjs', ...[what].flat()];
      exec(command, args, { COOP_TOTALS: file, ...extra });
      return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    }),
});

/** Any command that writes a JUnit file to the path in COOP_JUNIT, as PHPUnit does. */
export const junit = (name, command, ...args) => ({
  name,
  run: () =>
    withTotalsFile((file) => {
      exec(
        command,
        args.map((arg) => arg.replace('{junit}', file)),
        { COOP_JUNIT: file },
      );
      return existsSync(file) ? readJunit(readFileSync(file, 'utf8')) : undefined;
    }),
});

/** An RSpec run in the Discourse plugin, by a command that ends in RSpec's own arguments. */
export const rspec = (name, command, ...args) => ({
  name,
  run: () =>
    withTotalsFile((file) => {
      const formats = ['--format', 'documentation', '--format', 'json', '--out', file];
      exec(command, [...args, ...formats], rubyEnvironment(), 'discourse-plugin');
      return existsSync(file) ? readRspec(readFileSync(file, 'utf8')) : undefined;
    }),
});

/**
 * Runs one after the other and sums; undefined totals, an exit code that disagrees or nothing run is a failure.
 * @returns {Totals}
 */
export function runAll(runners) {
  const sum = { passed: 0, failed: 0, skipped: [] };
  for (const { name, run } of runners) {
    console.log(`\n── ${name}`);
    const started = Date.now();
    const totals = run() ?? { passed: 0, failed: 0, skipped: [] };
    const empty = totals.passed + totals.failed === 0;
    if (empty) console.error(`  ${name}: ran nothing, which counts as a failure`);
    sum.passed += totals.passed;
    sum.failed += totals.failed + (empty ? 1 : 0) + (totals.failed === 0 && totals.exit ? 1 : 0);
    sum.skipped.push(...totals.skipped);
    console.log(
      `   ${name}: ${totals.passed} passed, ${totals.failed} failed, ${Math.round((Date.now() - started) / 1000)} s`,
    );
  }
  return sum;
}

let lastExit = 0;

function exec(command, args, extra = {}, folder = '.') {
  const { status, error } = spawnSync(command, args, {
    cwd: join(root, folder),
    stdio: 'inherit',
    env: { ...environment(), ...extra },
  });
  if (error) console.error(`  ${command}: ${error.message}`);
  return (lastExit = status ?? 1);
}

function withTotalsFile(run) {
  const folder = mkdtempSync(join(tmpdir(), 'coop-totals-'));
  try {
    const totals = run(join(folder, 'totals'));
    return totals && { ...totals, exit: lastExit };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readJunit(xml) {
  const [, attributes = ''] = /<testsuite\b([^>]*)>/.exec(xml) ?? [];
  const number = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(attributes)?.[1] ?? 0);
  const failed = number('failures') + number('errors');
  const skipped = [...xml.matchAll(/<testcase name="([^"]+)"[^>]*>\s*<skipped/g)].map(([, name]) => name);
  return { passed: number('tests') - failed - number('skipped'), failed, skipped };
}
