// What must hold of the sources before any test runs.
import { steps } from './runners.js';

export const checks = steps('check', [
  ['types: core', 'tsc', '-p', 'core'],
  ['types: browser client', 'tsc', '-p', 'core/src/client'],
  ['types: browser client, its tests', 'tsc', '-p', 'core/test/client'],
  ['types: verifier-service', 'tsc', '-p', 'verifier-service'],
  ['types: examples', 'tsc', '-p', 'examples'],
  ['types: wordpress-plugin', 'tsc', '-p', 'wordpress-plugin'],
  ['types: discourse-plugin, its harness', 'tsc', '-p', 'discourse-plugin/.harness'],
  ['types: repository', 'tsc', '-p', '.scripts'],
  ['lint', 'eslint', '-c', '.config/eslint.config.js', '.'],
  ['format', 'prettier', '--check', '--log-level=warn', '.'],
  ['generated files are fresh', 'node', 'core/scripts/generate.ts', '--check'],
  ['nothing names a machine or a registry', 'node', '.scripts/check-addresses.js'],
]);
