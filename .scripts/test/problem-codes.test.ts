import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { root } from '../install.js';
import { readRecording } from '../record/recording.js';

const generated = /generated|problem_codes|ProblemCodes|problem-kinds|codes-off-page/i;

const codes = (JSON.parse(readFileSync(`${root}/core/problems.json`, 'utf8')) as { code: string }[]).map(
  ({ code }) => code,
);

/** What git knows or would know, so that nothing built or installed is read; of vectors, which a test runs, what they expect. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\n')
  .filter((file) => /\.(ts|js|php|rb)$|^core\/test\/vectors\/.*\.json$/.test(file) && !generated.test(file));

const inTests = /^(core\/test|verifier-service\/test|examples\/test|wordpress-plugin\/tests|discourse-plugin\/spec)\//;
const inSources = /^((core|verifier-service)\/src|wordpress-plugin\/(includes|src)|discourse-plugin\/(lib|app))\//;

const quoted = (file: string): readonly string[] =>
  [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/['"`]([a-z0-9_]+)['"`]/g)].map(([, word = '']) => word);

const words = (of: RegExp): ReadonlySet<string> => new Set(files.filter((file) => of.test(file)).flatMap(quoted));

/** What neither the core nor the service makes in its own process, and the file of the tests to which it is given. */
const madeElsewhere: Readonly<Record<string, string>> = {
  config_invalid: 'verifier-service/test/cli/coop-verifier.test.ts', // a process of its own
  service_unreachable: 'discourse-plugin/spec/lib/service_call_spec.rb',
  site_not_connected: 'wordpress-plugin/tests/integration/Start_Call_Test.php',
  origin_not_allowed: 'wordpress-plugin/tests/integration/Start_Call_Test.php',
  sign_in_needed: 'discourse-plugin/spec/requests/refused_spec.rb',
  holder_barred: 'discourse-plugin/spec/requests/refused_spec.rb',
  membership_in_use: 'discourse-plugin/spec/services/apply_grant_spec.rb',
};

const recording = readRecording();

describe('every code of problems.json', () => {
  it('is given out somewhere: one that no source names is removed', () => {
    const used = words(inSources);
    assert.deepEqual(
      codes.filter((code) => !used.has(code)),
      [],
    );
  });

  it('is what some test expects', () => {
    const expected = words(inTests);
    assert.deepEqual(
      codes.filter((code) => !expected.has(code)),
      [],
    );
  });

  it('is what the tests of a plugin expect where no other test meets it', () => {
    const missing = Object.entries(madeElsewhere).filter(([code, file]) => !quoted(file).includes(code));
    assert.deepEqual(missing, []);
  });

  // Only after the suites of the core and the service, as `npm test` runs it.
  if (recording) {
    it('was made while the core and the service were tested, and no other was', () => {
      const notMade = codes.filter((code) => !recording.codes.has(code));
      assert.deepEqual(new Set(notMade), new Set(Object.keys(madeElsewhere)));
    });
  }
});
