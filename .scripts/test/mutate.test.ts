import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root } from '../install.js';

describe('npm run mutate', () => {
  /** One small file under its own tests: all of the core takes too long for every run. */
  it('changes the core, and its tests notice', () => {
    const [changed, tests] = ['core/src/checks/check-one-proof.ts', 'core/test/checks/check-proof.test.ts'];
    const args = ['run', '.config/stryker.config.js', '--mutate', changed, '--testFiles', tests, '--concurrency', '1'];
    execFileSync('stryker', args, { cwd: root, env: environment(), encoding: 'utf8' });
    const report = JSON.parse(readFileSync(join(root, '.cache/mutation/report.json'), 'utf8')) as {
      readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
    };
    const statuses = report.files[changed]?.mutants.map(({ status }) => status) ?? [];
    assert.ok(statuses.length > 5, `${statuses.length} mutants`);
    assert.deepEqual(new Set(statuses), new Set(['Killed']));
  }).timeout(180_000);
});
