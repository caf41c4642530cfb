import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { fuzz } from './fuzz.ts';

describe('A gate, given 50,000 changed answers of every format and random JSON', () => {
  it('neither breaks nor accepts anything that was not signed', async () => {
    const { runs, acceptedUnchanged, faults } = await fuzz({ runs: 50_000, seed: 20_260_601 });
    assert.deepEqual(faults, []);
    assert.equal(runs, 50_000);
    assert.ok(acceptedUnchanged > 0, 'no change that states the same was accepted: nothing reached the signatures');
  }).timeout(600_000);
});
