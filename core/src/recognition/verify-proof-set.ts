import { fromMultibase } from '../identifiers/public-key.ts';
import { problem, VerificationError } from '../problem.ts';
import { decodeBase58Signature } from '../proofs/data-integrity/decode-signature.ts';
import { parseProof, type Proof } from '../proofs/data-integrity/parse-proof.ts';
import { verifyBytes } from '../proofs/data-integrity/verify-bytes.ts';
import { jcsHash } from './digest.ts';
import type { Quorum } from './list-shape.ts';

export type Trustee = Quorum['trustees'][number];

/** How a trustee's proof names its key: the pinned one, by itself. */
export const trusteeMethod = ({ id, publicKeyMultibase }: Trustee): string => `${id}#${publicKeyMultibase}`;

/**
 * Verifies what trustees signed (VC Data Integrity EdDSA Cryptosuites 1.0 §3.3), by keys out of the list's own quorum:
 * none is ever looked up on a web server. One proof that is wrong refuses all of them, whoever made the others.
 *
 * @param hash of the document, see `ParsedList`
 * @returns ids of the trustees that signed
 * @throws VerificationError `list_proof_invalid`, `list_trustee_unknown`, `list_trustee_repeated`,
 *   `list_signature_invalid`
 */
export function verifyProofSet(
  {
    hash,
    proofs,
    context,
  }: { readonly hash: Uint8Array; readonly proofs: readonly unknown[]; readonly context: unknown },
  trustees: readonly Trustee[],
): ReadonlySet<string> {
  const known = new Map(trustees.map((trustee) => [trusteeMethod(trustee), trustee]));
  const signed = new Set<string>();
  for (const input of proofs) {
    const proof = readProof(input, context);
    const trustee = known.get(proof.verificationMethod);
    if (!trustee) throw new VerificationError(problem('list_trustee_unknown'));
    if (signed.has(proof.verificationMethod)) {
      throw new VerificationError(problem('list_trustee_repeated', { params: { trustee: trustee.name } }));
    }
    signed.add(proof.verificationMethod);
    if (!isSignedBy(trustee.publicKeyMultibase, proof, hash)) {
      throw new VerificationError(problem('list_signature_invalid', { params: { trustee: trustee.name } }));
    }
  }
  return signed;
}

/** @throws VerificationError `list_proof_invalid` */
export function readProof(input: unknown, context: unknown): Proof {
  const parsed = parseProof(input, context);
  const proof = 'proof' in parsed ? parsed.proof : undefined;
  const isOurs =
    proof?.type === 'DataIntegrityProof' &&
    proof.cryptosuite === 'eddsa-jcs-2022' &&
    proof.proofPurpose === 'assertionMethod' &&
    proof.expires === undefined &&
    proof.previousProof === undefined;
  if (!isOurs) throw new VerificationError(problem('list_proof_invalid'));
  return proof;
}

export function isSignedBy(publicKeyMultibase: string, { source, signature }: Proof, hash: Uint8Array): boolean {
  const publicKey = fromMultibase(publicKeyMultibase);
  const bytes = decodeBase58Signature(signature);
  if (publicKey?.type !== 'Ed25519' || !bytes) return false;
  const { proofValue: _, ...options } = source as { readonly proofValue?: unknown };
  return verifyBytes(Buffer.concat([jcsHash(options), hash]), bytes, publicKey);
}
