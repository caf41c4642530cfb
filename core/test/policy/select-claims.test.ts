import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { selectClaims } from '../../src/policy/select-claims.ts';

const claims = { name: 'Ada', roles: [{ id: 'a' }, { id: 'b' }, 'c'], nested: { deep: [1, 2] } };

describe('selectClaims', () => {
  it('follows names and every item', () => {
    assert.deepEqual(selectClaims(claims, ['name']), ['Ada']);
    assert.deepEqual(selectClaims(claims, ['nested', 'deep', null]), [1, 2]);
    assert.deepEqual(selectClaims(claims, ['roles', null, 'id']), ['a', 'b']);
  });

  it('takes an item alone for a list of it, as a signature does', () =>
    assert.deepEqual(selectClaims(claims, ['name', null]), selectClaims({ name: ['Ada'] }, ['name', null])));

  it('selects nothing where the path leads nowhere', () => {
    for (const path of [['age'], ['age', null], ['name', 'first'], ['nested', 'deep', 'name']]) {
      assert.deepEqual(selectClaims(claims, path), [], JSON.stringify(path));
    }
  });

  it('does not see what every object inherits', () => {
    for (const name of ['constructor', '__proto__', 'toString']) assert.deepEqual(selectClaims(claims, [name]), []);
  });
});
