import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkProofFreshness } from '../../src/checks/check-proof-freshness.ts';
import { frozenAt, secondsLater } from '../factories/index.ts';
import { holderProof, wordOf } from './subjects.ts';

const madeAt = (created: Date) =>
  wordOf(checkProofFreshness({ proofs: [{ ...holderProof, created }] }, { now: frozenAt }));

describe('checkProofFreshness', () => {
  it('accepts an answer made within five minutes either way', () => {
    for (const seconds of [0, -299, -300, 299, 300]) assert.equal(madeAt(secondsLater(seconds)), 'passed');
  });

  it('refuses an older one', () => assert.equal(madeAt(secondsLater(-301)), 'proof_too_old'));

  it('refuses one from the future', () => assert.equal(madeAt(secondsLater(301)), 'proof_from_future'));

  it('refuses one that does not say when it was made', () => {
    const { created: _, ...timeless } = holderProof;
    assert.equal(wordOf(checkProofFreshness({ proofs: [timeless] }, { now: frozenAt })), 'proof_time_missing');
    assert.equal(wordOf(checkProofFreshness({ proofs: [] }, { now: frozenAt })), 'proof_time_missing');
  });
});
