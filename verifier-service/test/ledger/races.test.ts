import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { killAgain } from '../../soak/kills.ts';
import { race } from '../../soak/races.ts';

describe('the ledger of a real service', () => {
  it('grants exactly the limit, however many processes try', async function () {
    this.timeout(300_000);
    // 100,000 at each limit: `npm run soak -- races`.
    for (const outcome of await race({ limits: [1, 3], attempts: 10_000, members: 25 })) {
      const { limit, attempts, statuses, wrong, milliseconds } = outcome;
      console.log(`      limit ${limit}: ${attempts} attempts in ${milliseconds} ms, ${JSON.stringify(statuses)}`);
      assert.deepEqual(wrong, []);
      assert.equal(statuses['201'], limit * 25);
      assert.deepEqual(Object.keys(statuses), ['200', '201', '409']);
    }
  });

  it('loses nothing it acknowledged and counts nothing twice when it is killed in the middle, fifty times', async function () {
    this.timeout(900_000);
    // 1,000: `npm run soak -- kills`.
    const outcome = await killAgain({ kills: 50, within: Infinity, random: Math.random });
    console.log(`      ${JSON.stringify(outcome)}`);
    const { kills, acknowledged, cutOff, wrong } = outcome;
    assert.deepEqual([wrong, kills], [[], 50]);
    for (const kind of ['reserve', 'commit', 'answer', 'collect']) assert.ok((acknowledged[kind] ?? 0) > 0, kind);
    for (const kind of ['reserve', 'answer']) assert.ok((cutOff[kind] ?? 0) > 0, kind);
  });
});
