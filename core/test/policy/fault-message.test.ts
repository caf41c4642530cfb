import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { parsePolicy } from '../../src/index.ts';
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
