import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { BoundedMemo } from '../src/bounded-memo.ts';

describe('BoundedMemo', () => {
  it('keeps no more than it may, and forgets what was not asked for longest', () => {
    const memo = new BoundedMemo<number>(2);
    memo.set('a', 1);
    memo.set('b', 2);
    assert.equal(memo.get('a'), 1);
    memo.set('c', 3);
    assert.deepEqual([memo.get('a'), memo.get('b'), memo.get('c')], [1, undefined, 3]);
  });

  it('replaces what it knows without forgetting anything else', () => {
    const memo = new BoundedMemo<number>(2);
    memo.set('a', 1);
    memo.set('b', 2);
    memo.set('a', 3);
    assert.deepEqual([memo.get('a'), memo.get('b')], [3, 2]);
  });
});
