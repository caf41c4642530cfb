import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { type LinkedDataProof } from 'jsonld-signatures';
import { type CredentialFormat } from './credential-format.ts';
import { type Signer } from './signing-key.ts';

/**
 * The stock suite that signs in that format. Apart from the formats, whose types are given out: those of the stock
 * suites nobody else has.
 */
export function signingSuite(format: CredentialFormat, signer: Signer, created: Date): LinkedDataProof {
  const suiteSigner = { id: signer.id, algorithm: 'Ed25519', sign: signer.sign };
  return format === 'vcdm1.1-ed25519-2020'
    ? new Ed25519Signature2020({ signer: suiteSigner, date: created })
    : new DataIntegrityProof({ cryptosuite, signer: suiteSigner, date: created });
}
