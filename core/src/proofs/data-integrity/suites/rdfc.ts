import { contextUrls } from '../../../contexts/context-urls.ts';
import { type KeyType } from '../../../identifiers/public-key.ts';
import { canonicalHash, documentHash } from '../canonical-hash.ts';
import { anyPurpose, type Cryptosuite, type SignatureInput } from '../cryptosuite.ts';
import { decodeBase58Signature } from '../decode-signature.ts';
import { proofOptions, type SuiteContext } from '../proof-options.ts';
import { digestFor, verifyBytes } from '../verify-bytes.ts';

const { credentialsV2, dataIntegrityV2, ed25519Signature2020: ed25519Context } = contextUrls;

/** The terms of a `DataIntegrityProof`. */
const dataIntegrity: SuiteContext = {
  context: dataIntegrityV2,
  definedBy: [dataIntegrityV2, credentialsV2],
  addsContext: true,
};

/**
 * A suite that signs the canonical forms of the proof's options and the document, each hashed
 * (VC Data Integrity EdDSA Cryptosuites 1.0 §3.2, ECDSA Cryptosuites 1.0 §3.2; Ed25519Signature2020 does the same).
 *
 * Only base58btc is taken as `proofValue`, as the specifications have it. The stock suites take more; a test holds the
 * two against each other.
 */
function rdfcSuite(keyTypes: readonly KeyType[], terms: SuiteContext, rdfDirection?: 'i18n-datatype'): Cryptosuite {
  return {
    keyTypes,
    purposes: anyPurpose,
    verify: async (unsecured, { proof, publicKey, documentLoader }: SignatureInput) => {
      const signature = decodeBase58Signature(proof.signature);
      if (!signature) return false;
      const options = { digest: digestFor(publicKey), documentLoader, ...(rdfDirection && { rdfDirection }) };
      const optionsHash = await canonicalHash(proofOptions(unsecured, proof, terms), options);
      const signed = Buffer.concat([optionsHash, await documentHash(unsecured, options)]);
      return verifyBytes(signed, signature, publicKey);
    },
  };
}

export const ed25519Signature2020 = rdfcSuite(['Ed25519'], {
  context: ed25519Context,
  definedBy: [ed25519Context],
  addsContext: false,
});
export const eddsaRdfc2022 = rdfcSuite(['Ed25519'], dataIntegrity, 'i18n-datatype');
export const ecdsaRdfc2019 = rdfcSuite(['P-256', 'P-384'], dataIntegrity, 'i18n-datatype');
