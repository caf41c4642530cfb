import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { checkContexts, type ContextProfile } from '../../src/contexts/check-contexts.ts';
import { bundledContexts } from '../../src/contexts/context-store.ts';
import { contextUrls } from '../../src/contexts/context-urls.ts';

const { credentialsV1: _, credentialsV2, ...others } = contextUrls;
const seven = [credentialsV2, ...Object.values(others)];
const judge = (context: unknown, profile: ContextProfile = 'presentation') =>
  checkContexts({ '@context': context }, { contexts: bundledContexts, profile });

describe('checkContexts', () => {
  it('takes up to six contexts at a gate, since each costs time', () => {
    assert.equal(seven.length, 7);
    assert.doesNotThrow(() => judge(seven.slice(0, 6)));
    assert.throws(() => judge(seven), { code: 'context_not_allowed' });
  });

  it('takes each context once at a gate', () =>
    assert.throws(() => judge([...seven.slice(0, 3), seven[1]]), { code: 'context_not_allowed' }));

  it('takes more of them, and repeated ones, in a file', () =>
    assert.doesNotThrow(() => judge([...seven, ...seven], 'document')));
});
