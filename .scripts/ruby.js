// The Discourse plugin's specs: gems by Bundler into a folder that git ignores, RSpec with its totals in a file.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './install.js';

const harness = join(root, 'discourse-plugin', '.harness');
const gemfile = join(harness, 'Gemfile');
const marker = join(harness, '.gems', '.coop-install');

/** What Ruby's tools must be told: which gems, and where they are. */
export const rubyEnvironment = () => ({
  BUNDLE_GEMFILE: gemfile,
  BUNDLE_PATH: join(harness, '.gems'),
  BUNDLE_SILENCE_ROOT_WARNING: '1',
});

/** Installs the gems, once per Gemfile. */
export function installGems() {
  const hash = createHash('sha256').update(readFileSync(gemfile)).digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8').trim() === hash) return;
  console.log('Installing gems for the Discourse plugin’s specs …');
  rmSync(`${gemfile}.lock`, { force: true }); // of another Gemfile
  run('bundle', ['install', '--quiet', '--jobs', '4'], { env: { ...process.env, ...rubyEnvironment() } });
  writeFileSync(marker, hash);
}

/**
 * The totals of a file that RSpec's JSON formatter wrote.
 * @param {string} text
 * @returns {import('./runners.js').Totals}
 */
export function readRspec(text) {
  const { summary, examples } = JSON.parse(text);
  const failed = summary.failure_count + summary.errors_outside_of_examples_count;
  return {
    passed: summary.example_count - summary.failure_count - summary.pending_count,
    failed,
    skipped: examples
      .filter(({ status }) => status === 'pending')
      .map(({ full_description, pending_message }) => `${full_description}: ${pending_message}`),
    failures: examples
      .filter(({ status }) => status === 'failed')
      .map(({ full_description, exception }) => `${full_description}: ${firstLine(exception?.message)}`),
  };
}

const firstLine = (message = '') => message.trim().split('\n')[0].slice(0, 300);
