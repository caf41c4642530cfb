import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { race } from '../../soak/races.ts';

describe('the ledger of two replicas', function () {
  this.timeout(600_000);

  it('grants exactly the limit, whichever is asked', async () => {
    // 100,000 at each limit, also while one is killed every second: `npm run soak -- replica-races`.
    for (const outcome of await race({ limits: [1, 3], attempts: 10_000, members: 25, replicas: 2 })) {
      const { limit, attempts, statuses, wrong, milliseconds } = outcome;
      console.log(`      limit ${limit}: ${attempts} attempts in ${milliseconds} ms, ${JSON.stringify(statuses)}`);
      assert.deepEqual(wrong, []);
      assert.equal(statuses['201'], limit * 25);
      assert.deepEqual(Object.keys(statuses), ['200', '201', '409']);
    }
  });

  it('grants exactly the limit while one after the other is killed', async () => {
    const [outcome] = await race({ limits: [3], attempts: 5_000, members: 50, replicas: 2, killEvery: 1_000 });
    const { statuses, wrong, kills, milliseconds } = outcome!;
    console.log(`      ${kills} kills in ${milliseconds} ms, ${JSON.stringify(statuses)}`);
    assert.deepEqual(wrong, []);
    assert.ok(kills > 0);
  });
});
