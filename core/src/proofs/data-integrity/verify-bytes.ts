import { verifySignature } from '../../identifiers/key-object.ts';
import { type PublicKey } from '../../identifiers/public-key.ts';
import { type Digest } from './canonical-hash.ts';

interface Algorithm {
  readonly signatureLength: number;
  /** Ed25519 hashes by itself. */
  readonly digest: Digest | null;
}

const algorithms: Readonly<Partial<Record<PublicKey['type'], Algorithm>>> = {
  Ed25519: { signatureLength: 64, digest: null },
  'P-256': { signatureLength: 64, digest: 'sha256' },
  'P-384': { signatureLength: 96, digest: 'sha384' },
};

/**
 * Verifies a signature as its key's type has it: EdDSA (RFC 8032) or ECDSA in the fixed width of IEEE P1363
 * (VC Data Integrity ECDSA Cryptosuites 1.0 §3.2.6). Which type may be used at all is for the suite to say.
 */
export function verifyBytes(data: Uint8Array, signature: Uint8Array, publicKey: PublicKey): boolean {
  const algorithm = algorithms[publicKey.type];
  if (!algorithm || signature.length !== algorithm.signatureLength) return false;
  return verifySignature(algorithm.digest, data, publicKey, signature);
}

/** The digest that goes with a curve: P-384 is hashed by SHA-384 throughout (§3.2.1, §3.2.4). */
export const digestFor = ({ type }: PublicKey): Digest => (type === 'P-384' ? 'sha384' : 'sha256');
