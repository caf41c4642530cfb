import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
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

const words = (of: RegExp): ReadonlySet<string> =>
  new Set(
    files
      .filter((file) => of.test(file))
      .flatMap((file) => [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/['"`]([a-z0-9_]+)['"`]/g)])
      .map(([, word = '']) => word),
  );

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
});
