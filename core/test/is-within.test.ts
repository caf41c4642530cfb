import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { oldestAge } from '../src/cache-inventory.ts';
import { isWithin } from '../src/is-within.ts';

describe('A span of time', () => {
  it('begins with its moment, ends after so many milliseconds, and ends when the clock is set back', () => {
    const found = [9, 10, 14, 15].map((now) => isWithin(10, 5, now));
    assert.deepEqual(found, [false, true, true, false]);
  });
});

describe('The age of what is longest there', () => {
  it('is of the earliest moment, nothing where there is none, and never below zero', () => {
    assert.equal(oldestAge([3, 1, 2], 5), 4);
    assert.equal(oldestAge([], 5), undefined);
    assert.equal(oldestAge([7], 5), 0);
  });
});
