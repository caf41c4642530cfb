import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { killAgain } from '../../soak/kills.ts';
import { race } from '../../soak/races.ts';

describe('the ledger of a real service', () => {
  it('grants exactly the limit, however many processes try', async function () {
    this.timeout(120_000);
    // 100,000 at each limit: `npm run soak -- races`.
    for (const outcome of await race({ limits: [1, 3], attempts: 10_000, members: 25 })) {
      const { limit, attempts, statuses, wrong, milliseconds } = outcome;
      console.log(`      limit ${limit}: ${attempts} attempts in ${milliseconds} ms, ${JSON.stringify(statuses)}`);
      assert.deepEqual(wrong, []);
      assert.equal(statuses['201'], limit * 25);
      assert.deepEqual(Object.keys(statuses), ['200', '201', '409']);
    }
  });

  it('loses nothing it acknowledged and counts nothing twice when it is killed in the middle', async function () {
    this.timeout(120_000);
    // As many as fit, fifty at most; 1,000: `npm run soak -- kills`.
    const outcome = await killAgain({ kills: 50, within: 20_000, random: Math.random });
    const { kills, acknowledged, cutOff, slowestStart, lost, wrong } = outcome;
    console.log(`      ${kills} kills, ${acknowledged} acknowledged, ${cutOff} cut off, start ≤ ${slowestStart} ms`);
    assert.deepEqual([lost, wrong], [[], []]);
    assert.ok(kills > 0 && acknowledged > 0 && cutOff > 0, JSON.stringify(outcome));
  });
});
