// Mocha's own list, and its totals in a file, so that one line can sum all runners. In a recorded run, which tests passed.
const { appendFileSync, writeFileSync } = require('node:fs');
const { join, relative, sep } = require('node:path');
const { reporters, Runner } = require('mocha');

module.exports = class TotalsReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const [skipped, failures] = [[], []];
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) => skipped.push(test.fullTitle()));
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
      const [line] = String(error?.message ?? error)
        .trim()
        .split('\n');
      failures.push(`${test.fullTitle()}: ${line.slice(0, 300)}`);
    });
    const { COOP_RECORDING: recording } = process.env;
    if (recording) {
      runner.on(Runner.constants.EVENT_TEST_PASS, (test) => {
        const file = relative(process.cwd(), test.file ?? '').replaceAll(sep, '/');
        appendFileSync(join(recording, 'passed.jsonl'), `${JSON.stringify({ file, title: test.fullTitle() })}\n`);
      });
    }
    runner.on(Runner.constants.EVENT_RUN_END, () => {
      const { passes: passed, failures: failed } = runner.stats;
      writeFileSync(process.env.COOP_TOTALS, JSON.stringify({ passed, failed, skipped, failures }));
    });
  }
};
