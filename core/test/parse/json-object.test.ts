import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { asList, isJsonObject } from '../../src/parse/json-object.ts';

describe('A member that may be one value or several', () => {
  for (const [value, list] of [
    [undefined, []],
    [null, []],
    ['a', ['a']],
    ['', ['']],
    [{ id: 'a' }, [{ id: 'a' }]],
    [
      ['a', null],
      ['a', null],
    ],
    [[], []],
  ] as const) {
    it(`is the list ${JSON.stringify(list)} as ${JSON.stringify(value)}`, () => assert.deepEqual(asList(value), list));
  }
});

describe('A JSON object', () => {
  it('is neither a list nor nothing', () => {
    assert.equal(isJsonObject({}), true);
    for (const other of [[], null, undefined, 'a', 7]) assert.equal(isJsonObject(other), false, JSON.stringify(other));
  });
});
