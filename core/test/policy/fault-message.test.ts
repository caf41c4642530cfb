import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import * as v from 'valibot';
import { parsePolicy } from '../../src/index.ts';
import { faultMessage } from '../../src/policy/fault-message.ts';
import { writtenPolicy } from './policies.ts';

describe('a fault of a policy', () => {
  it('is said in plain words', () => {
    const told = (change: object) => {
      const parsed = parsePolicy({ ...writtenPolicy, ...change });
      return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path} ${message}`);
    };
    assert.deepEqual(told({ identfy: 'membership' }), ['identfy is not known']);
    assert.deepEqual(told({ purpose: undefined }), ['purpose must be a text']);
    assert.deepEqual(told({ purpose: ' ' }), ['purpose must not be empty']);
    assert.deepEqual(told({ accept: [] }), ['accept must accept something']);
    assert.deepEqual(told({ accept: {} }), ['accept must be a list']);
    assert.deepEqual(told({ grant: 'P1D' }), ['grant must be an object']);
    assert.deepEqual(told({ identify: 'name' }), ['identify must be "membership" or "wallet"']);
  });
});

describe('a fault of any value', () => {
  const told = (schema: v.GenericSchema, input: unknown): string =>
    faultMessage(v.safeParse(schema, input).issues?.[0] ?? assert.fail());

  it('is said by what it should be', () => {
    for (const [schema, input, words] of [
      [v.string(), 5, 'must be a text'],
      [v.number(), 'x', 'must be a number'],
      [v.boolean(), 'x', 'must be true or false'],
      [v.array(v.string()), 'x', 'must be a list'],
      [v.pipe(v.number(), v.integer()), 1.5, 'must be a whole number'],
      [v.strictObject({ a: v.string() }), 5, 'must be an object'],
      [v.strictObject({ a: v.string() }), {}, 'is missing'],
      [v.strictObject({}), { a: 1 }, 'is not known'],
      [v.pipe(v.string(), v.nonEmpty()), '', 'is empty'],
      [v.pipe(v.array(v.number()), v.minLength(1)), [], 'is empty'],
      [v.pipe(v.array(v.number()), v.minLength(2)), [1], 'must have at least 2'],
      [v.pipe(v.string(), v.maxLength(2)), 'abc', 'must have at most 2 characters'],
      [v.pipe(v.array(v.number()), v.maxLength(1)), [1, 2], 'must have at most 1 entries'],
      [v.pipe(v.number(), v.minValue(1)), 0, 'must be at least 1'],
      [v.pipe(v.number(), v.maxValue(1)), 2, 'must be at most 1'],
      [v.pipe(v.string(), v.regex(/^a$/)), 'b', 'has a character that is not allowed'],
      [v.picklist(['a', 'b']), 'c', 'must be "a" or "b"'],
      [
        v.pipe(
          v.unknown(),
          v.check(() => false),
        ),
        'x',
        'is not valid',
      ],
      [v.string('must be a name'), 5, 'must be a name'],
    ] as const) {
      assert.equal(told(schema, input), words);
    }
  });
});
