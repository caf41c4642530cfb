import { createHash, verify } from 'node:crypto';
import { decode } from 'base58-universal';
import { canonize } from '../../canonical/canonize.ts';
import { type DocumentLoader } from '../../contexts/context-store.ts';
import { jsonLdProblem } from '../../contexts/json-ld-problem.ts';
import { keyObject } from '../../identifiers/key-object.ts';
import { type PublicKey } from '../../identifiers/public-key.ts';
import { problem, VerificationError } from '../../problem.ts';
import { type Cryptosuite } from './cryptosuites.ts';
import { type Proof } from './parse-proof.ts';
import { proofOptions } from './proof-options.ts';

export interface SignatureInput {
  readonly proof: Proof;
  readonly cryptosuite: Cryptosuite;
  /** As resolved now. */
  readonly publicKey: PublicKey;
  readonly documentLoader: DocumentLoader;
}

const SIGNATURE_LENGTH = 64;

/**
 * Verifies one Ed25519 signature over the canonical forms of the proof's options and the document
 * (VC Data Integrity EdDSA Cryptosuites 1.0 §3.2.1, §3.2.4; Ed25519Signature2020 does the same).
 *
 * Equal to the stock suites but for two things, both stricter: only base58btc is taken as `proofValue`, as the
 * specification has it, and nothing but Ed25519 keys get here. A test holds the two against each other.
 *
 * @throws VerificationError `signature_invalid`, or `term_undefined`, `context_not_allowed` or `credential_malformed`
 *   for a document that has no canonical form
 */
export async function verifySignature(unsecured: object, input: SignatureInput): Promise<void> {
  const { proof, publicKey } = input;
  if (publicKey.type !== 'Ed25519') throw new VerificationError(problem('key_type_unsupported'));
  const signature = decodeSignature(proof.proofValue);
  const signed = signature && (await signedBytes(unsecured, input));
  if (!signature || !signed || !verify(null, signed, keyObject(publicKey), signature)) {
    throw new VerificationError(problem('signature_invalid'));
  }
}

async function signedBytes(unsecured: object, { proof, cryptosuite, documentLoader }: SignatureInput): Promise<Buffer> {
  const hash = (document: object): Promise<Buffer> => canonicalHash(document, { cryptosuite, documentLoader });
  return Buffer.concat([await hash(proofOptions(unsecured, proof, cryptosuite)), await hash(unsecured)]);
}

async function canonicalHash(
  document: object,
  { cryptosuite, documentLoader }: Pick<SignatureInput, 'cryptosuite' | 'documentLoader'>,
): Promise<Buffer> {
  try {
    const canonical = await canonize(document, { ...cryptosuite.canonizeOptions, documentLoader });
    return createHash('sha256').update(canonical).digest();
  } catch (cause) {
    throw new VerificationError(jsonLdProblem(cause) ?? problem('signature_invalid'), { cause });
  }
}

/** base58btc of 64 bytes (§3.2.1), or undefined. */
function decodeSignature(proofValue: string): Uint8Array | undefined {
  if (!proofValue.startsWith('z')) return undefined;
  const bytes = decode(proofValue.slice(1));
  return bytes.length === SIGNATURE_LENGTH ? bytes : undefined;
}
