import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { parseVpToken, readVpToken, type VerificationError } from '../../src/index.ts';

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
    for (const bare of [{ type: ['VerifiablePresentation'] }, { verifiableCredential: [] }]) {
      assert.deepEqual(parseVpToken(bare), { bare });
    }
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

describe('readVpToken', () => {
  const token = (length: number) => `e30.e30.AA~${'A'.repeat(length)}~`;
  const answer = (presentations: object) => JSON.stringify(presentations);

  it('takes all but SD-JWTs up to exactly 16 KiB, and says so', () => {
    const [empty, max] = [answer({ ...vp, name: '' }), 16_384];
    const ofLength = (length: number) => answer({ ...vp, name: 'x'.repeat(length - empty.length) });
    assert.deepEqual(Object.keys(readVpToken(ofLength(max))), ['bare']);
    assert.throws(
      () => readVpToken(ofLength(max + 1)),
      ({ code, problem }: VerificationError) => code === 'body_too_large' && problem.params?.['max'] === max,
    );
  });

  it('takes SD-JWTs up to 64 KiB, and all else up to 16', () => {
    assert.deepEqual(readVpToken(answer({ q0: [token(60_000)] })), {
      presentations: new Map([['q0', [token(60_000)]]]),
    });
    assert.deepEqual(readVpToken(answer([token(60_000)])), { bare: token(60_000) });
    for (const text of [
      answer({ q0: [token(66_000)] }),
      answer([token(66_000)]),
      answer({ q0: [token(100)], q1: [{ ...vp, name: 'x'.repeat(17_000) }] }),
      answer({ q0: ['x'.repeat(17_000)] }),
      answer({ q0: [{ ...vp, name: token(17_000) }] }),
    ]) {
      assert.throws(() => readVpToken(text), { code: 'body_too_large' });
    }
  });
});
