import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import type { VerificationError } from '../../src/index.ts';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import type { Proof } from '../../src/proofs/data-integrity/parse-proof.ts';
import { proofOptions } from '../../src/proofs/data-integrity/proof-options.ts';

const { credentialsV1, credentialsV2, dataIntegrityV2, coopCredentialsV1 } = contextUrls;
const suite = { context: dataIntegrityV2, definedBy: [dataIntegrityV2, credentialsV2], addsContext: true };
const plain = { type: 'DataIntegrityProof', created: '2026-06-01T12:00:00Z' };
const own = 'https://harvest.example/context';

const optionsOf = (context: unknown, source: object, of = suite) =>
  proofOptions({ '@context': context }, { source: { ...source, proofValue: 'z1', jws: 'a..b' } } as Proof, of);

describe('The options of a proof', () => {
  it('stand under the suite’s own context where that says the same', () => {
    for (const context of [credentialsV2, [credentialsV2, coopCredentialsV1], [credentialsV1, dataIntegrityV2]]) {
      assert.deepEqual(optionsOf(context, plain), { '@context': dataIntegrityV2, ...plain });
    }
    assert.deepEqual(optionsOf([credentialsV1], plain), { '@context': dataIntegrityV2, ...plain });
  });

  it('stand under the document’s contexts where they say more, or any is not ours', () => {
    const more = { ...plain, id: 'urn:a' };
    assert.deepEqual(optionsOf(credentialsV2, more), { '@context': [credentialsV2], ...more });
    for (const context of [
      [credentialsV2, own],
      [own, credentialsV2],
      [credentialsV2, { id: '@id' }],
    ]) {
      assert.deepEqual(optionsOf(context, plain), { '@context': context, ...plain });
      assert.deepEqual(optionsOf(context, more), { '@context': context, ...more });
    }
  });

  it('get the suite’s context besides where the document’s do not define them, if the suite has it so', () => {
    const context = [credentialsV1, own];
    assert.deepEqual(optionsOf(context, plain), { '@context': [...context, dataIntegrityV2], ...plain });
    assert.throws(
      () => optionsOf(context, plain, { ...suite, addsContext: false }),
      ({ code }: VerificationError) => code === 'term_undefined',
    );
  });
});
