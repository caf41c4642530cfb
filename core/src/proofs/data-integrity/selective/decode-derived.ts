import { decode } from 'cborg';
import { decodeBase64url } from '../../../identifiers/base64url.ts';
import { problem, VerificationError } from '../../../problem.ts';

/** The first bytes of a proof value: which suite it is of, and whether it is the holder's alone. */
export interface DerivedHeader {
  readonly base: readonly [number, number, number];
  readonly derived: readonly [number, number, number];
}

/**
 * The components of a derived proof (VC Data Integrity ECDSA Cryptosuites 1.0 §3.5.7, BBS Cryptosuites 1.0 §3.3.7), or
 * undefined where it is none: base64url of a header and one CBOR array, nothing tagged, nothing after it.
 *
 * @throws VerificationError `base_proof_presented` for the issuer's own proof, by which a holder derives others: with it
 *   anybody could disclose all the rest
 */
export function decodeDerived(proofValue: string, header: DerivedHeader): readonly unknown[] | undefined {
  const bytes = proofValue.startsWith('u') ? decodeBase64url(proofValue.slice(1)) : undefined;
  if (!bytes) return undefined;
  if (header.base.every((byte, index) => bytes[index] === byte)) {
    throw new VerificationError(problem('base_proof_presented'));
  }
  if (!header.derived.every((byte, index) => bytes[index] === byte)) return undefined;
  try {
    const components: unknown = decode(bytes.subarray(header.derived.length), {
      useMaps: true,
      rejectDuplicateMapKeys: true,
      allowIndefinite: false,
      allowUndefined: false,
    });
    return Array.isArray(components) ? (components as readonly unknown[]) : undefined;
  } catch {
    return undefined;
  }
}

export const isBytes = (value: unknown, length?: number): value is Uint8Array =>
  value instanceof Uint8Array && (length === undefined || value.length === length);

/** Numbers of statements, each once. */
export function isIndexes(value: unknown): value is readonly number[] {
  if (!Array.isArray(value) || new Set(value).size !== value.length) return false;
  return value.every((index) => Number.isSafeInteger(index) && index >= 0);
}
