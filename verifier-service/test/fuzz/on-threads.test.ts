import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { fuzzHttpOnThreads } from '../../soak/fuzz-http.ts';

describe('Changed calls that are shared out among threads', function () {
  this.timeout(120_000);

  it('are all made, on one service each, and told of batch by batch', async () => {
    const told: number[] = [];
    const options = {
      runs: 50,
      seed: 7,
      threads: 2,
      batch: 10,
      onBatch: ({ runs }: { runs: number }) => told.push(runs),
    };
    const { runs, answers, faults } = await fuzzHttpOnThreads(options);
    assert.deepEqual(faults, []);
    assert.deepEqual(told, [10, 20, 30, 40, 50]);
    assert.equal(runs, 50);
    assert.equal(
      Object.values(answers).reduce((sum, times) => sum + times, 0),
      50,
    );
  });
});
