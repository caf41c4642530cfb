import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createVerifier, type ProblemCode } from '../src/index.ts';
import { contextUrls } from '../src/contexts/context-urls.ts';
import { didSigner } from '../src/profile/index.ts';
import {
  expectedAudience,
  expectedNonce,
  fakeFetch,
  formats,
  harvest,
  ports,
  presentation,
} from './factories/index.ts';
import { expected } from './gate.ts';

for (const format of formats) {
  const vp = await presentation({ format });
  const [credential] = vp.verifiableCredential as [Record<string, unknown>];
  const contexts = vp['@context'] as string[];

  /** One change each to what arrived, which the limits let through. */
  const changed: Readonly<Record<string, readonly [ProblemCode, object]>> = {
    'a holder in an array': ['presentation_malformed', { holder: [vp.holder] }],
    'a holder that is a number': ['presentation_malformed', { holder: 5 }],
    'a holder object without an id': ['presentation_malformed', { holder: { name: 'A' } }],
    'no holder': ['signature_invalid', { holder: undefined }],
    'an unknown context': ['context_not_allowed', { '@context': [...contexts, 'https://a.example/'] }],
    'a repeated context': ['context_not_allowed', { '@context': [...contexts, contexts[1]] }],
    'contexts that contradict each other': [
      'credential_malformed',
      { '@context': [contextUrls.credentialsV1, contextUrls.credentialsV2, ...contexts.slice(1)] },
    ],
    'a term that nobody defines, under further contexts': [
      'term_undefined',
      { '@context': [...contexts, contextUrls.didV1], shoeSize: 42 },
    ],
    'a proof that cannot be read': ['proof_malformed', { proof: { ...(vp.proof as object), created: 'today' } }],
    'a credential that cannot be read': [
      'signature_invalid',
      { verifiableCredential: [{ ...credential, issuer: [1] }] },
    ],
  };

  describe(`What got as far as our nonce, ${format}`, () => {
    for (const [what, [code, change]] of Object.entries(changed)) {
      it(`is refused as a result, so that it costs a try: ${what}`, async () => {
        const document = JSON.parse(JSON.stringify({ ...vp, ...change })) as object;
        const result = await createVerifier(ports()).verifyPresentation({ bare: document }, expected);
        assert.equal(result.problem?.code, code);
        assert.equal(result.outcome, 'rejected');
        assert.equal(result.provesHolder, false);
      });
    }

    it('has a holder that can be read before any key is looked up', async () => {
      const fetchJson = fakeFetch();
      const signer = didSigner(harvest, 'did:web:harvest.example');
      const sent = { ...(await presentation({ format, signer })), holder: ['did:web:harvest.example'] };
      await createVerifier(ports({ fetchJson })).verifyPresentation(
        { bare: sent },
        { ...expected, expectedNonce, expectedAudience },
      );
      assert.deepEqual(fetchJson.calls, []);
    });
  });
}
