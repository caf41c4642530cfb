// Every runner of `npm test`: what it runs, and how its totals are read. A runner that ran nothing has failed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, root } from './install.js';
import { readRspec, rubyEnvironment } from './ruby.js';

/** @typedef {{ passed: number, failed: number, skipped: string[], failures?: string[] }} Totals */

/** Steps that pass or fail as a whole, such as the type check. */
export const steps = (name, commands, folder, extra = {}) => ({
  name,
  run: () => {
    const totals = { passed: 0, failed: 0, skipped: [], failures: [] };
    for (const [title, command, ...args] of commands) {
      const ok = exec(command, args, extra, folder) === 0;
      totals[ok ? 'passed' : 'failed'] += 1;
      if (!ok) totals.failures.push(title);
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
  const sum = { passed: 0, failed: 0, skipped: [], failures: [] };
  for (const { name, run } of runners) {
    console.log(`\n── ${name}`);
    const started = Date.now();
    const totals = run() ?? { passed: 0, failed: 0, skipped: [] };
    const failures = [...(totals.failures ?? [])];
    if (totals.passed + totals.failed === 0) failures.push('ran nothing, which counts as a failure');
    else if (totals.failed === 0 && totals.exit) failures.push(`ended with ${totals.exit} though no test failed`);
    sum.passed += totals.passed;
    sum.failed += Math.max(totals.failed, failures.length);
    sum.skipped.push(...totals.skipped);
    sum.failures.push(...failures.map((failure) => `${name}: ${failure}`));
    console.log(
      `   ${name}: ${totals.passed} passed, ${totals.failed} failed, ${Math.round((Date.now() - started) / 1000)} s`,
    );
  }
  return sum;
}

/**
 * Ends a run: what was skipped and what failed, by name, since a log may be read from its end, and the line that counts.
 * @param {Totals} sum
 */
export function tell({ passed, failed, skipped, failures = [] }) {
  for (const [title, names] of Object.entries({ Skipped: skipped, Failed: failures })) {
    if (names.length > 0) console.log(`\n${title}:\n${names.map((name) => `  - ${name}`).join('\n')}`);
  }
  console.log(`\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
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
