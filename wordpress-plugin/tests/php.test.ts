import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bed } from './bed/bed.ts';
import { runPhpUnit, type PhpTest } from './bed/phpunit.ts';

const plugin = resolve(import.meta.dirname, '..');
const phpFiles = readdirSync(plugin, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.php') && !name.startsWith('node_modules'),
);

/** Every PHPUnit test is a test of this run, so that one line can sum them all. */
function suite(title: string, tests: readonly PhpTest[]): void {
  describe(title, () => {
    if (tests.length === 0) throw new Error(`${title}: PHPUnit ran nothing`);
    for (const { title: name, outcome } of tests) {
      it(name, function () {
        if (outcome === 'skipped') this.skip();
        else if (outcome !== 'passed') throw new Error(outcome.failure);
      });
    }
  });
}

describe('PHP files', () => {
  for (const name of phpFiles) {
    it(`${name} can be parsed`, () => {
      execFileSync('php', ['-l', join(plugin, name)], { stdio: 'pipe' });
    });
  }
});

suite('PHP units', runPhpUnit('unit'));
suite('PHP inside WordPress 6.7', runPhpUnit('integration', { COOP_WP_ROOT: (await bed()).root }));
suite('PHP inside WordPress 6.6', runPhpUnit('integration', { COOP_WP_ROOT: (await bed('beta')).root }));
