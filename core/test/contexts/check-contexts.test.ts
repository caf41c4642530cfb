import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { checkContexts, type ContextProfile } from '../../src/contexts/check-contexts.ts';
import { bundledContexts } from '../../src/contexts/context-store.ts';
import { contextUrls } from '../../src/contexts/context-urls.ts';

const { credentialsV1: _, credentialsV2, ...others } = contextUrls;
const many = [credentialsV2, ...Object.values(others)];
const judge = (context: unknown, profile: ContextProfile = 'presentation') =>
  checkContexts({ '@context': context }, { contexts: bundledContexts, profile });

describe('checkContexts', () => {
  it('takes up to four contexts at a gate, since each costs time', () => {
    assert.doesNotThrow(() => judge(many.slice(0, 4)));
    assert.throws(() => judge(many.slice(0, 5)), { code: 'context_not_allowed' });
  });

  it('takes each context once at a gate', () =>
    assert.throws(() => judge([...many.slice(0, 3), many[1]]), { code: 'context_not_allowed' }));

  it('takes more of them, and repeated ones, in a file', () =>
    assert.doesNotThrow(() => judge([...many, ...many], 'document')));
});
