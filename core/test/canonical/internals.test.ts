import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { heldAgainst, loadInternals } from '../../src/canonical/internals.ts';

describe('What the short way uses below jsonld’s interface', () => {
  it('is there with the versions that it was held against', () => {
    const loaded = loadInternals();
    assert.ok('internals' in loaded);
    assert.equal(typeof loaded.internals.context.process, 'function');
    assert.equal(typeof loaded.internals.safeEventHandler, 'function');
  });

  for (const name of ['jsonld', 'rdf-canonize'] as const) {
    it(`is not touched with any other version of ${name}, and a warning says so`, () => {
      const loaded = loadInternals({ ...heldAgainst, [name]: '0.0.1' });
      assert.ok('warning' in loaded);
      assert.match(
        loaded.warning,
        new RegExp(`${name} ${heldAgainst[name].replaceAll('.', '\\.')} instead of 0\\.0\\.1`),
      );
    });
  }
});
