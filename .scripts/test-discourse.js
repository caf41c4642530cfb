// `DISCOURSE_ROOT=… npm run test:discourse [-- spec files, or --qunit]`: the plugin in a whole Discourse.
import { discourseQunit, discourseSpecs, noDiscourse } from './discourse-checkout.js';
import { install, run } from './install.js';
import { runAll, tell } from './runners.js';

const reason = noDiscourse();
if (reason) {
  console.error(`Nothing can run: ${reason}.`);
  process.exit(1);
}
install('full');
run('npm', ['run', 'build:assets', '--silent']);

const args = process.argv.slice(2);
const qunit = args.includes('--qunit');
const totals = runAll([qunit ? discourseQunit() : discourseSpecs(...args)]);
tell(totals);
process.exit(totals.failed === 0 ? 0 : 1);
