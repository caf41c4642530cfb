// Mutation testing of the core's own code: `npm run mutate`. A copy of `core` is changed and tested, never the checkout.

import './mocha-12-for-stryker.js';

const forgets = `--import=${import.meta.resolve('./forget-for-stryker.js')}`;
const loadsMocha12 = `--import=${import.meta.resolve('./mocha-12-for-stryker.js')}`;

/** Tests that are no use per mutant: too long for that, or about what is not mutated. */
const leftOut = [
  // Tens of thousands of changed documents each: they look for what nobody thought of, and take minutes.
  'core/test/fuzz/**',
  'core/test/canonical/differential.test.ts',
  'core/test/proofs/stock-suites.test.ts',
  'core/test/proofs/sd-jwt/changed-characters.test.ts',
  'core/test/mutations.test.ts',
  // They show what the stock libraries do.
  'core/test/traps/**',
  // The element, in Chromium; generators; what a bundle weighs.
  'core/test/client/**',
  'core/test/generated/**',
  'core/test/profile/browser-bundle.test.ts',
];

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  mochaOptions: { spec: ['core/test/**/*.test.ts'], ignore: leftOut, extension: ['ts'] },
  testRunnerNodeArgs: [
    ...[loadsMocha12, forgets],
    ...['--conditions=@coop-credentials/source', '--disable-warning=ExperimentalWarning'],
  ],
  checkerNodeArgs: [loadsMocha12],
  mutate: [
    'core/src/**/*.ts',
    '!core/src/client/**', // runs in a browser, and so do its tests
    '!core/src/**/generated/**',
  ],
  coverageAnalysis: 'perTest',
  // What runs once as a module loads would need a new process each; the report counts it as left out.
  ignoreStatic: true,
  ignorePatterns: ['/*', '!/core', '!/package.json', 'core/dist', 'core/bench', 'core/docs'],
  tempDirName: '.cache/stryker',
  incrementalFile: '.cache/mutation/incremental.json', // for `--incremental`, which asks again only what a change touches
  disableTypeChecks: false, // Node takes the types off, and nothing checks them
  concurrency: 2,
  timeoutMS: 60_000, // a machine that others use stands still for longer than ten seconds, which is no mutant's doing
  timeoutFactor: 2,
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  thresholds: { high: 95, low: 90, break: 85 },
};
