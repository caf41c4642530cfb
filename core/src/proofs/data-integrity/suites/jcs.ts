import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { type KeyType } from '../../../identifiers/public-key.ts';
import { anyPurpose, type Cryptosuite } from '../cryptosuite.ts';
import { decodeBase58Signature } from '../decode-signature.ts';
import { digestFor, verifyBytes } from '../verify-bytes.ts';

/**
 * A suite that signs the JSON itself, of the proof's options and of the document, in the form of RFC 8785, each hashed
 * (VC Data Integrity EdDSA Cryptosuites 1.0 §3.3, ECDSA Cryptosuites 1.0 §3.3).
 *
 * The proof's own `@context`, where it has one, is the document's (`parseProof`): the specifications let a document
 * have more contexts than its proof, which would let a holder add some.
 */
function jcsSuite(keyTypes: readonly KeyType[]): Cryptosuite {
  return {
    keyTypes,
    purposes: anyPurpose,
    verify: async (unsecured, { proof, publicKey }) => {
      const signature = decodeBase58Signature(proof.signature);
      if (!signature) return false;
      const { proofValue: _, ...options } = proof.source as { readonly proofValue?: unknown };
      const hash = (value: object): Buffer =>
        createHash(digestFor(publicKey))
          .update(canonicalize(value) ?? '')
          .digest();
      return verifyBytes(Buffer.concat([hash(options), hash(unsecured)]), signature, publicKey);
    },
  };
}

export const eddsaJcs2022 = jcsSuite(['Ed25519']);
export const ecdsaJcs2019 = jcsSuite(['P-256', 'P-384']);
