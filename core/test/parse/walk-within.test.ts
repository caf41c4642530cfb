import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { documentLimits, presentationLimits, type VerificationError } from '../../src/index.ts';
import { walkWithin } from '../../src/parse/walk-within.ts';
import { presentation } from '../factories/index.ts';

const fixture = await presentation();
const [credential] = fixture.verifiableCredential as [Record<string, unknown>];

const codeOf = (document: unknown, limits = presentationLimits): string => {
  try {
    walkWithin(document, limits);
  } catch (error) {
    return (error as VerificationError).code;
  }
  return 'accepted';
};
const withSubject = (claims: object) => ({
  ...fixture,
  verifiableCredential: {
    ...credential,
    credentialSubject: { ...(credential['credentialSubject'] as object), ...claims },
  },
});
const nest = (levels: number): object => (levels === 0 ? {} : { deeper: nest(levels - 1) });

describe('walkWithin', () => {
  it('lets an accepted presentation through', () => assert.equal(codeOf(fixture), 'accepted'));

  it('refuses a twelfth level within the document, and no earlier one', () => {
    assert.equal(codeOf({ ...fixture, extra: nest(10) }), 'accepted');
    assert.equal(codeOf({ ...fixture, extra: nest(11) }), 'document_too_deep');
  });

  it('allows a document 32 levels', () => {
    assert.equal(codeOf({ ...fixture, extra: nest(30) }, documentLimits), 'accepted');
    assert.equal(codeOf({ ...fixture, extra: nest(31) }, documentLimits), 'document_too_deep');
  });

  it('refuses a million items at once', () => {
    const document = { ...fixture, extra: Array(1_000_000).fill(0) };
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      assert.equal(codeOf(document), 'document_too_many_items');
      return performance.now() - start;
    });
    assert.ok(Math.min(...times) < 50);
  });

  it('refuses a nested @context', () =>
    assert.equal(codeOf(withSubject({ '@context': { memberOf: 'https://evil.example/' } })), 'context_nested'));

  it('refuses a @context in a proof', () =>
    assert.equal(
      codeOf({ ...fixture, proof: { ...fixture.proof, '@context': fixture['@context'] } }),
      'context_nested',
    ));

  it('takes the @context of a proof that signs the JSON, as plain as a document’s own', () => {
    const jcs = { ...fixture.proof, type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022' };
    const withContext = (context: unknown, proof: object = jcs) =>
      codeOf({ ...fixture, proof: { ...proof, '@context': context } });
    assert.equal(withContext(fixture['@context']), 'accepted');
    assert.equal(withContext([{ name: 'https://evil.example/' }]), 'context_not_allowed');
    assert.equal(withContext(fixture['@context'], { ...jcs, cryptosuite: 'eddsa-rdfc-2022' }), 'context_nested');
    const inside = (key: string) => codeOf({ ...fixture, proof: { ...jcs, extra: { [key]: fixture['@context'] } } });
    assert.equal(inside('@context'), 'context_nested');
    assert.equal(codeOf({ ...fixture, proof: { ...jcs, extra: { '@id': 'urn:x' } } }), 'document_key_forbidden');
    assert.equal(codeOf(withSubject({ ...jcs, '@context': fixture['@context'] })), 'context_nested');
  });

  it('lets a document define terms in its own @context, at any depth', () => {
    const scoped = { Kind: { '@id': 'urn:k', '@context': { '@protected': true, name: { '@id': 'urn:n' } } } };
    assert.equal(codeOf({ ...fixture, '@context': [scoped] }, documentLimits), 'accepted');
    assert.equal(codeOf({ ...fixture, '@context': [scoped] }), 'context_not_allowed');
    const polluting = { Kind: { '@context': JSON.parse('{"__proto__":{}}') as object } };
    assert.equal(codeOf({ ...fixture, '@context': [polluting] }, documentLimits), 'document_key_forbidden');
  });

  it('refuses a @context in a credential of a credential', () => {
    const inner = { '@context': fixture['@context'], type: ['VerifiableCredential'] };
    const outer = { ...credential, verifiableCredential: [inner] };
    assert.equal(codeOf({ ...fixture, verifiableCredential: outer }), 'context_nested');
  });

  it('says what the limit is', () => {
    const maxOf = (document: unknown): unknown => {
      try {
        walkWithin(document, presentationLimits);
      } catch (error) {
        return (error as VerificationError).problem.params?.['max'];
      }
      return undefined;
    };
    assert.equal(maxOf(nest(12)), 12);
    assert.equal(maxOf(Array(65).fill(0)), 64);
    assert.equal(maxOf(Array(17).fill(Array(60).fill(0))), 1_000);
    assert.equal(maxOf({ ...fixture, verifiableCredential: Array(5).fill({}) }), 4);
    assert.equal(maxOf({ ...fixture, proof: Array(3).fill(fixture.proof) }), 2);
  });

  it('takes exactly a thousand values', () => {
    const document = (more: number) => [...Array(19).fill(Array(50).fill(0)), Array(30 + more).fill(0)];
    assert.equal(codeOf(document(-1)), 'accepted');
    assert.equal(codeOf(document(0)), 'document_too_many_values');
  });

  it('refuses a @context in a nested presentation', () =>
    assert.equal(codeOf(withSubject({ evidence: fixture })), 'context_nested'));

  it('refuses blank node identifiers, wherever they stand', () => {
    assert.equal(codeOf(withSubject({ id: '_:b0' })), 'blank_node_id_forbidden');
    assert.equal(codeOf({ ...fixture, holder: '_:b0' }), 'blank_node_id_forbidden');
    assert.equal(codeOf(withSubject({ memberOf: '_:b0' }), documentLimits), 'blank_node_id_forbidden');
  });

  it('refuses keywords that move a statement to where nobody reads it', () => {
    for (const key of ['@included', '@graph', '@nest', '@reverse']) {
      const moved = { ...fixture, verifiableCredential: { ...credential, [key]: {} } };
      assert.equal(codeOf(moved), 'document_key_forbidden');
      assert.equal(codeOf(moved, documentLimits), 'document_key_forbidden');
    }
  });

  it('refuses names spelled as addresses at a gate', () => {
    const status = { 'https://www.w3.org/2018/credentials#credentialStatus': { type: 'X' } };
    assert.equal(codeOf({ ...fixture, verifiableCredential: { ...credential, ...status } }), 'document_key_forbidden');
    assert.equal(codeOf(withSubject({ '@type': 'Organization' })), 'document_key_forbidden');
  });

  it('lets a document spell names out, and use values with a language', () => {
    assert.equal(codeOf(withSubject({ 'https://schema.org/name': 'A' }), documentLimits), 'accepted');
    assert.equal(codeOf(withSubject({ name: { '@value': 'A', '@language': 'en' } }), documentLimits), 'accepted');
  });

  it('refuses a fifth credential', () => {
    assert.equal(codeOf({ ...fixture, verifiableCredential: Array(4).fill({}) }), 'accepted');
    assert.equal(codeOf({ ...fixture, verifiableCredential: Array(5).fill({}) }), 'too_many_credentials');
  });

  it('refuses a third proof of the presentation or a credential', () => {
    assert.equal(codeOf({ ...fixture, proof: Array(2).fill(fixture.proof) }), 'accepted');
    assert.equal(codeOf({ ...fixture, proof: Array(3).fill(fixture.proof) }), 'too_many_proofs');
    const signed = { ...credential, proof: Array(3).fill(credential['proof']) };
    assert.equal(codeOf({ ...fixture, verifiableCredential: signed }), 'too_many_proofs');
  });

  it('refuses half a surrogate pair, in a value or a name: it would share the signature of U+FFFD', () => {
    for (const limits of [presentationLimits, documentLimits]) {
      for (const half of ['m\ud800', '\udc00m', '\udc00\ud800']) {
        assert.equal(codeOf(withSubject({ membershipId: half }), limits), 'json_invalid');
        assert.equal(codeOf(withSubject({ [half]: 'm' }), limits), 'json_invalid');
        assert.equal(codeOf({ ...fixture, '@context': [half] }, limits), 'json_invalid');
      }
      assert.equal(codeOf(withSubject({ membershipId: 'm\ufffd \u{1f33b}' }), limits), 'accepted');
    }
  });

  it('refuses what is no JSON', () => {
    for (const value of [undefined, () => 1, 1n, Number.NaN, Symbol('s')]) {
      assert.equal(codeOf({ ...fixture, extra: value }), 'json_invalid');
    }
  });
});
