import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { killDatabase } from '../../soak/database-kills.ts';

describe('two replicas whose PostgreSQL dies', () => {
  it('say so at once, are back within five seconds, and have lost nothing', async () => {
    // 40: `npm run soak -- database-kills`.
    const outcome = await killDatabase({ kills: 4 });
    console.log(`      ${JSON.stringify(outcome)}`);
    const { wrong, refused, longestRetryAfter, back, acknowledged } = outcome;
    assert.deepEqual(wrong, []);
    assert.ok(refused > 0 && longestRetryAfter <= 2);
    assert.ok(back.slowest <= 5_000, `${back.slowest} ms`);
    assert.ok(acknowledged > 80);
  }).timeout(180_000);
});
