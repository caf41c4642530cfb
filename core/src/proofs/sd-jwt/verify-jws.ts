import { verifySignature } from '../../identifiers/key-object.ts';
import type { KeyType, PublicKey } from '../../identifiers/public-key.ts';
import { problem, VerificationError } from '../../problem.ts';
import type { Jws } from './parse-jws.ts';

/** How a key of each type signs a token, and nothing else (RFC 7518 §3.4, RFC 8037 §3.1, RFC 9864 §2.2). */
const ways: Partial<
  Record<KeyType, { algorithms: readonly string[]; hash: 'sha256' | 'sha384' | null; length: number }>
> = {
  Ed25519: { algorithms: ['EdDSA', 'Ed25519'], hash: null, length: 64 },
  'P-256': { algorithms: ['ES256'], hash: 'sha256', length: 64 },
  'P-384': { algorithms: ['ES384'], hash: 'sha384', length: 96 },
};

/** The algorithms that tokens may be signed with, as wallets are told. */
export const tokenAlgorithms: readonly string[] = Object.values(ways).flatMap(({ algorithms }) => algorithms);

/**
 * Verifies a token's signature by a key that was found elsewhere: no key or address in the token's own header counts.
 * The key decides which algorithms there are, the header only names one of them (RFC 8725 §3.1), so `none` and every
 * `HS` are refused like any other word.
 *
 * @throws VerificationError `algorithm_not_allowed`, `signature_invalid`
 */
export function verifyJws({ header, signed, signature }: Jws, key: PublicKey): void {
  const way = ways[key.type];
  const isOfKey = way?.algorithms.some((name) => name === header['alg']);
  // What must be understood is not understood (RFC 7515 §4.1.11); `b64` would change what was signed (RFC 7797).
  if (!way || !isOfKey || 'crit' in header || 'b64' in header) {
    throw new VerificationError(problem('algorithm_not_allowed'));
  }
  if (signature.length !== way.length || !verifySignature(way.hash, Buffer.from(signed), key, signature)) {
    throw new VerificationError(problem('signature_invalid'));
  }
}

/** @throws VerificationError `token_type_wrong` where a token says that it is something else (RFC 8725 §3.11) */
export function requireType({ header }: Jws, types: readonly string[]): void {
  const { typ } = header;
  if (!types.some((type) => type === typ)) throw new VerificationError(problem('token_type_wrong'));
}
