import { strict as assert } from 'node:assert';
import jsonld from 'jsonld';
import { describe, it } from 'mocha';
import { documentLoader } from '../../src/contexts/context-store.ts';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import { isKnownContextArray, knownContextArrays } from '../../src/contexts/known-context-arrays.ts';
import { coopCredentialsV1 } from '../../src/contexts/generated/coop-credentials-v1.ts';

const bases = [contextUrls.credentialsV1, contextUrls.credentialsV2];

/** A credential that uses every term of our context once, in the words of that data model. */
function everyTerm(context: readonly string[]) {
  const terms = Object.keys(coopCredentialsV1['@context']).filter((term) => /^[a-z]/.test(term));
  const types = Object.keys(coopCredentialsV1['@context']).filter((term) => /^[A-Z]/.test(term));
  const claims = terms.filter((term) => term !== 'id' && term !== 'type').map((term) => [term, `urn:value:${term}`]);
  return {
    '@context': context,
    type: ['VerifiableCredential', ...types],
    issuer: 'did:example:issuer',
    credentialSubject: { id: 'did:example:member', ...Object.fromEntries(claims) },
  };
}

describe('known context arrays', () => {
  const withProfile = knownContextArrays().filter((context) => context.includes(contextUrls.coopCredentialsV1));

  for (const base of bases) {
    it(`that begin with ${base} give every term of the profile the same meaning`, async () => {
      const same = withProfile.filter(([first]) => first === base);
      const expanded = await Promise.all(
        same.map((context) => jsonld.expand(everyTerm(context), { documentLoader, safe: true })),
      );
      assert.equal(same.length, 49);
      for (const meaning of expanded) assert.deepEqual(meaning, expanded[0]);
    });
  }

  it('are only those: not another order of the data model, a repetition, a string or an object', () => {
    const { credentialsV2, coopCredentialsV1: ours } = contextUrls;
    assert.equal(isKnownContextArray([credentialsV2, ours]), true);
    for (const other of [[ours, credentialsV2], [credentialsV2, ours, ours], credentialsV2, [credentialsV2, {}], []]) {
      assert.equal(isKnownContextArray(other), false, JSON.stringify(other));
    }
  });
});
