import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { agesOf, parseFreshness, requireOperator } from '../../src/recognition/freshness.ts';
import { ageAt } from '../../src/recognition/list-age.ts';
import { toMultibase } from '../../src/identifiers/ed25519-public-key.ts';
import { frozenAt, secondsLater } from '../factories/index.ts';
import { freshnessOf, listOf, operator, otherOperator } from '../factories/recognition.ts';

const list = listOf();
const DAY = 86_400;
const until = (seconds: number) =>
  freshnessOf(list, { issued: frozenAt, validUntil: secondsLater(seconds).toISOString() });
const key = toMultibase(operator.publicKey);
const code = { code: 'list_freshness_invalid' };

describe('a freshness file', () => {
  it('lasts for a moment at least and a week at most', async () => {
    for (const seconds of [1, 7 * DAY]) {
      const signed = await until(seconds);
      const { freshness, document } = parseFreshness(signed);
      assert.equal(freshness.validUntil, secondsLater(seconds).toISOString());
      assert.equal(document, signed);
    }
    const accepted = await until(DAY);
    for (const seconds of [-1, 0, 7 * DAY + 1]) {
      assert.throws(() => parseFreshness({ ...accepted, validUntil: secondsLater(seconds).toISOString() }), code);
    }
  });

  it('is an object of the shape that there is', async () => {
    const { seq: _, ...without } = await until(DAY);
    for (const other of [undefined, null, 'x', [], {}, without]) assert.throws(() => parseFreshness(other), code);
    assert.throws(() => parseFreshness({ ...without, seq: 1, note: 'x' }), code);
  });

  it('is by the operator that the list names', async () => {
    const signed = await until(DAY);
    requireOperator(signed, key);
    const { proof, ...unsecured } = signed;
    const named = { ...proof, verificationMethod: 'did:key:z6Mk#z6Mk' };
    for (const [document, by] of [
      [signed, toMultibase(otherOperator.publicKey)],
      [{ ...unsecured, proof: named }, key],
      [{ ...unsecured, seq: 2, proof }, key],
      [{ ...unsecured, proof: { ...proof, proofPurpose: 'authentication' } }, key],
      [unsecured, key],
    ] as const) {
      assert.throws(() => requireOperator(document, by), code);
    }
    const theirs = await freshnessOf(list, { issued: frozenAt, key: otherOperator });
    const { verificationMethod } = proof;
    assert.throws(() => requireOperator({ ...theirs, proof: { ...theirs.proof, verificationMethod } }, key), code);
  });
});

describe('what is known of a list', () => {
  it('is fresh and usable to the very end of each', async () => {
    const ages = agesOf({ freshness: await until(3 * DAY), list });
    assert.deepEqual(ages, {
      freshUntil: secondsLater(DAY).getTime(),
      usableUntil: secondsLater(3 * DAY).getTime(),
    });
    const at = (seconds: number) => ageAt(ages, secondsLater(seconds).getTime());
    assert.deepEqual([0, DAY, DAY + 1, 3 * DAY, 3 * DAY + 1].map(at), ['fresh', 'fresh', 'stale', 'stale', 'expired']);
  });

  it('is used no longer than the list itself is good for', async () => {
    const validUntil = secondsLater(10).toISOString();
    const end = secondsLater(10).getTime();
    assert.deepEqual(agesOf({ freshness: await until(3 * DAY), list: { validUntil } }), {
      freshUntil: end,
      usableUntil: end,
    });
  });
});
