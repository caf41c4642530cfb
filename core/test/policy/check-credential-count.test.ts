import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkCredentialCount } from '../../src/policy/check-credential-count.ts';
import { problem } from '../../src/problem.ts';
import { failed, passed } from '../../src/result.ts';

describe('A presentation that answers one question', () => {
  it('holds one credential, no fewer and no more', () => {
    assert.deepEqual(checkCredentialCount({ credentials: [{}] }), passed);
    assert.deepEqual(checkCredentialCount({ credentials: [] }), failed(problem('credential_missing')));
    const tooMany = failed(problem('too_many_credentials', { params: { max: 1 } }));
    assert.deepEqual(checkCredentialCount({ credentials: [{}, {}] }), tooMany);
  });
});
