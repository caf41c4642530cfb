import { type DocumentLoader } from '../../contexts/context-store.ts';
import { type KeyType, type PublicKey } from '../../identifiers/public-key.ts';
import { type ProofPurpose } from '../../identifiers/resolve-key.ts';
import { type Proof } from './parse-proof.ts';

export interface SignatureInput {
  readonly proof: Proof;
  /** As resolved now; of a type that the suite takes. */
  readonly publicKey: PublicKey;
  readonly documentLoader: DocumentLoader;
}

/** How one kind of proof is verified, once key, purpose and time are. */
export interface Cryptosuite {
  /** Keys it takes: a signature by any other type of key is none of this suite (RFC 8725 §3.1). */
  readonly keyTypes: readonly KeyType[];
  readonly purposes: readonly ProofPurpose[];
  /**
   * Whether the signature holds over the document and the proof's options.
   *
   * @param unsecured the document without its proofs, but for those that a chained proof is over
   * @throws VerificationError for a document or proof that the suite cannot make sense of
   */
  readonly verify: (unsecured: object, input: SignatureInput) => Promise<boolean>;
}

export const anyPurpose: readonly ProofPurpose[] = ['assertionMethod', 'authentication'];
