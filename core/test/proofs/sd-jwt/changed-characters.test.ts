import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { changeCharacters } from './changed-characters.ts';

describe('An SD-JWT VC with one character changed', () => {
  /** One in forty; `npm run soak -- characters` tries them all. */
  it('is never accepted, whichever it is', async () => {
    const { tried, accepted, broken } = await changeCharacters({ step: 41 });
    assert.ok(tried > 2_500, String(tried));
    assert.deepEqual({ accepted, broken }, { accepted: [], broken: [] });
  }).timeout(60_000);
});
