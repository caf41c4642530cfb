import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { selectClaims } from '../../src/policy/select-claims.ts';

const claims = { name: 'Ada', roles: [{ id: 'a' }, { id: 'b' }, 'c'], nested: { deep: [1, 2] } };

describe('selectClaims', () => {
  it('follows names, positions and every item', () => {
    assert.deepEqual(selectClaims(claims, ['name']), ['Ada']);
    assert.deepEqual(selectClaims(claims, ['nested', 'deep', 1]), [2]);
    assert.deepEqual(selectClaims(claims, ['roles', null, 'id']), ['a', 'b']);
  });

  it('selects nothing where the path leads nowhere', () => {
    for (const path of [['age'], ['name', 'first'], ['name', 0], ['nested', 'deep', 2], ['nested', null]]) {
      assert.deepEqual(selectClaims(claims, path), [], JSON.stringify(path));
    }
  });

  it('does not see what every object inherits', () => {
    for (const name of ['constructor', '__proto__', 'toString']) assert.deepEqual(selectClaims(claims, [name]), []);
  });
});
