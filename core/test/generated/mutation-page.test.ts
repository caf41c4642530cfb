import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MutationScores } from '../../scripts/mutate/scores.ts';
import { tableOf } from '../../scripts/mutate/table.ts';

const mutants = (...statuses: string[]) => statuses.map((status) => ({ status }));
const report = {
  files: {
    'core/src/a/one.ts': { source: '1', mutants: mutants('Killed', 'Killed', 'Timeout', 'Survived', 'Ignored') },
    'core/src/b/two.ts': { source: '2', mutants: mutants('NoCoverage', 'RuntimeError') },
  },
};

describe('the figures of mutation tests', () => {
  it('are kept for a file until it changes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'coop-mutation-'));
    try {
      const path = join(folder, 'scores.json');
      new MutationScores(path).add(report);
      new MutationScores(path).add({ files: {} });
      const { found, survived, unreached, leftOut } = new MutationScores(path).of('core/src/a/one.ts', '1')!;
      assert.deepEqual({ found, survived, unreached, leftOut }, { found: 2, survived: 2, unreached: 0, leftOut: 1 });
      assert.equal(new MutationScores(path).of('core/src/a/one.ts', '1 '), undefined);
      assert.equal(new MutationScores(path).of('core/src/a/other.ts', '1'), undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are written a line a file, in the order of their paths, and forgotten of files that are gone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'coop-mutation-'));
    try {
      const path = join(folder, 'scores.json');
      const linesOf = () => readFileSync(path, 'utf8').trimEnd().split('\n').slice(1, -1);
      new MutationScores(path).add({ files: { 'core/src/z.ts': report.files['core/src/b/two.ts'] } });
      new MutationScores(path).add(report);
      const places = ['core/src/a/one.ts', 'core/src/b/two.ts', 'core/src/z.ts'];
      assert.deepEqual(
        linesOf().map((line) => line.trim().split('"')[1]),
        places,
      );
      new MutationScores(path).keepOnly(places.slice(1));
      assert.deepEqual(
        linesOf().map((line) => line.trim().split('"')[1]),
        places.slice(1),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are a row a folder, and say which files they are of', () => {
    const one = { found: 3, survived: 1, unreached: 0, leftOut: 1 };
    const measured = new Map([
      ['core/src/b/two.ts', { found: 0, survived: 0, unreached: 1, leftOut: 1 }],
      ['core/src/a/one.ts', one],
      ['core/src/a/three.ts', undefined],
    ]);
    const cells = tableOf(measured)
      .split('\n')
      .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
    assert.deepEqual(cells.slice(2), [
      ['`core/src/a`', '1 of 2', '4', '3', '1', '0', '1', '75.0 %'],
      ['`core/src/b`', '1 of 1', '1', '0', '0', '1', '1', '0.0 %'],
      ['all', '2 of 3', '5', '3', '1', '1', '2', '60.0 %'],
    ]);
  });
});
