// `npm test`: installs what the tests need, runs every runner, ends with one line that sums them.
import { checks } from './checks.js';
import { discourseSpecs, noDiscourse } from './discourse-checkout.js';
import { discourseChecks, discourseRubyChecks, installDiscourseTools } from './discourse-tools.js';
import { install, run } from './install.js';
import { installGems } from './ruby.js';
import { startRecording } from './record/recording.js';
import { mocha, mochaOnPostgres, rspec, runAll, tell } from './runners.js';
import { installSystemPackages } from './system-packages.js';

install('full');
installSystemPackages();
installGems();
installDiscourseTools();
run('npm', ['run', 'build:assets', '--silent']);

const rails = ['--require', './.harness/rails_helper', '--exclude-pattern', 'spec/{lib,system}/**/*_spec.rb'];
const standInSpecs = rspec(
  'discourse, on a stand-in host',
  ...[
    'node',
    '../.scripts/with-servers.js',
    'bundle',
    'exec',
    'rspec',
    ...rails,
    'spec',
    '.harness/migrations_spec.rb',
  ],
);

// What the suites of the core and the service do is recorded, and checked by the repository's own tests after them.
const { recording, reading, end } = startRecording();
const service = 'verifier-service/test/**/*.test.ts';

/**
 * What has nothing to do with the database is not run on both: threads, the network, certificates, wallets of other
 * makers, changed answers by the thousand, documents. Nor is what is about a SQLite file: its disk, its settings, its
 * one process. Instead there are the tests of `test/postgres`.
 */
const onSqliteAlone = [
  'bed',
  'certificate',
  'cli/doctor',
  'config',
  'faults',
  'fuzz',
  'network',
  'openapi',
  'vc-api',
  'wallets',
  'workers',
  '*.test.ts',
  'http/*socket*.test.ts',
  'ledger/races.test.ts',
  'store/open-database.test.ts',
].flatMap((path) => ['--ignore', `verifier-service/test/${path.endsWith('.ts') ? path : `${path}/**`}`]);

const totals = runAll([
  checks,
  discourseChecks,
  discourseRubyChecks,
  mocha('core', 'core/test/**/*.test.ts', recording),
  mocha('verifier-service', ['--ignore', 'verifier-service/test/postgres/**', service], recording),
  mochaOnPostgres('verifier-service, on PostgreSQL', [...onSqliteAlone, service], recording),
  mocha('repository', '.scripts/test/**/*.test.ts', reading),
  mocha('demo in a browser', 'examples/test/**/*.test.ts'),
  mocha('wordpress', 'wordpress-plugin/tests/**/*.test.ts'),
  rspec('discourse, plain Ruby', 'bundle', 'exec', 'rspec', '--require', './.harness/plain_helper', 'spec/lib'),
  standInSpecs,
  mocha('discourse shells, on today’s core', 'discourse-plugin/.harness/today/**/*.test.ts'),
  ...(noDiscourse() ? [] : [discourseSpecs()]),
]);
end();
if (noDiscourse()) totals.skipped.push(noDiscourse());
tell(totals);
process.exit(totals.failed === 0 ? 0 : 1);
