import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { acceptedCryptosuites, acceptedProofs, presentationCryptosuites } from '../../src/index.ts';
import { findCryptosuite } from '../../src/proofs/data-integrity/cryptosuites.ts';
import { policyWith } from './policies.ts';

const readBy = (name: string) =>
  findCryptosuite(name === 'Ed25519Signature2020' ? { type: name } : { type: 'DataIntegrityProof', cryptosuite: name });
const names = (suites: readonly { cryptosuite: string }[]) => suites.map(({ cryptosuite }) => cryptosuite);

describe('the suites that wallets are told of', () => {
  it('are ones that the core reads, for what they are told of', () => {
    for (const name of names(acceptedCryptosuites({ bbs: 'allow' }))) {
      assert.ok(readBy(name)?.purposes.includes('assertionMethod'), name);
    }
    for (const name of names(presentationCryptosuites))
      assert.ok(readBy(name)?.purposes.includes('authentication'), name);
  });

  it('are named to a wallet by the types of their proofs and by themselves', () =>
    assert.deepEqual(acceptedProofs(policyWith()), {
      proof_type_values: ['Ed25519Signature2020', 'DataIntegrityProof'],
      cryptosuite_values: [
        ...['eddsa-rdfc-2022', 'ecdsa-rdfc-2019', 'eddsa-jcs-2022', 'ecdsa-jcs-2019'],
        'ecdsa-sd-2023',
      ],
    }));

  it('have bbs-2023 among them only where the policy allows it', () => {
    assert.ok(!names(acceptedCryptosuites(policyWith())).includes('bbs-2023'));
    assert.ok(names(acceptedCryptosuites(policyWith({ bbs: 'allow' }))).includes('bbs-2023'));
    assert.ok(!acceptedProofs(policyWith()).cryptosuite_values.includes('bbs-2023'));
    assert.ok(acceptedProofs(policyWith({ bbs: 'allow' })).cryptosuite_values.includes('bbs-2023'));
  });
});
