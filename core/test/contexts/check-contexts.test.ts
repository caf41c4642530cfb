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

  it('takes one context that is not in an array', () => {
    assert.doesNotThrow(() => judge(credentialsV2));
    assert.throws(() => judge(contextUrls.didV1), { code: 'context_not_allowed' });
  });

  it('takes definitions in a file alone, and nothing else but addresses that it knows', () => {
    assert.doesNotThrow(() => judge([credentialsV2, { name: 'urn:n' }], 'document'));
    assert.throws(() => judge([credentialsV2, { name: 'urn:n' }]), { code: 'context_not_allowed' });
    for (const other of [5, true, undefined, 'https://evil.example/']) {
      assert.throws(() => judge([credentialsV2, other], 'document'), { code: 'context_not_allowed' }, String(other));
    }
  });

  it('takes a nested context in a file alone, but for a proof that signs the JSON', () => {
    const inside = (profile: ContextProfile, more: object) => () =>
      checkContexts({ '@context': [credentialsV2], ...more }, { contexts: bundledContexts, profile });
    const nested = { credentialSubject: { '@context': {} } };
    assert.doesNotThrow(inside('document', nested));
    assert.throws(inside('presentation', nested), { code: 'context_nested' });
    const jcs = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', '@context': [credentialsV2] };
    assert.doesNotThrow(inside('presentation', { proof: jcs }));
    assert.doesNotThrow(inside('presentation', { proof: [jcs, { type: 'Ed25519Signature2020' }] }));
    for (const proof of [
      { ...jcs, cryptosuite: 'eddsa-rdfc-2022' },
      { ...jcs, extra: { '@context': {} } },
      [jcs, { type: 'Ed25519Signature2020', '@context': [credentialsV2] }],
    ]) {
      assert.throws(inside('presentation', { proof }), { code: 'context_nested' });
    }
  });

  it('takes each context once at a gate', () =>
    assert.throws(() => judge([...many.slice(0, 3), many[1]]), { code: 'context_not_allowed' }));

  it('takes more of them, and repeated ones, in a file', () =>
    assert.doesNotThrow(() => judge([...many, ...many], 'document')));
});
