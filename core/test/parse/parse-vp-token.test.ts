import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { parseVpToken } from '../../src/index.ts';

const vp = { type: ['VerifiablePresentation'], verifiableCredential: [] };

describe('parseVpToken', () => {
  it('reads presentations by query id', () => {
    assert.deepEqual(parseVpToken({ a0r0: [vp] }), { presentations: new Map([['a0r0', [vp]]]) });
  });

  it('reads a presentation that is not in an array as an array of one', () => {
    assert.deepEqual(parseVpToken({ a0r0: vp }), { presentations: new Map([['a0r0', [vp]]]) });
  });

  it('reads a bare presentation, alone or in an array', () => {
    assert.deepEqual(parseVpToken(vp), { bare: vp });
    assert.deepEqual(parseVpToken([vp]), { bare: vp });
  });

  it('refuses an answer of nothing', () => {
    assert.throws(() => parseVpToken({}), { code: 'presentation_missing' });
  });

  it('refuses what is neither', () => {
    for (const token of ['eyJ…', 7, null, [], [vp, vp]]) {
      assert.throws(() => parseVpToken(token), { code: 'presentation_malformed' });
    }
  });
});
