// `DISCOURSE_ROOT=… npm run test:discourse [-- spec files, or --qunit]`: the plugin in a whole Discourse.
import { discourseQunit, discourseSpecs, noDiscourse } from './discourse-checkout.js';
import { install, run } from './install.js';
import { runAll } from './runners.js';

const reason = noDiscourse();
if (reason) {
  console.error(`Nothing can run: ${reason}.`);
  process.exit(1);
}
install('full');
run('npm', ['run', 'build:assets', '--silent']);

const args = process.argv.slice(2);
const qunit = args.includes('--qunit');
const { passed, failed, skipped } = runAll([qunit ? discourseQunit() : discourseSpecs(...args)]);
for (const title of skipped) console.log(`  skipped: ${title}`);
console.log(`\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);
