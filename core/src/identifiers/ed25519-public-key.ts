import { decode, encode } from 'base58-universal';
import { decodeBase64url, encodeBase64url } from './base64url.ts';

/** Multicodec `ed25519-pub`, as a varint (Controlled Identifiers 1.0 §2.2.2). */
const MULTICODEC = [0xed, 0x01] as const;
const KEY_LENGTH = 32;

/** A multibase string is as long as it must be: longer text is not even decoded. */
const MULTIBASE_LENGTH = 48;

/** The public key as `publicKeyMultibase`: base58btc over multicodec and key. */
export function toMultibase(publicKey: Uint8Array): string {
  return `z${encode(Uint8Array.of(...MULTICODEC, ...publicKey))}`;
}

/** The 32 bytes of an Ed25519 key, or undefined where the text is no such key. */
export function fromMultibase(multibase: string): Uint8Array | undefined {
  if (multibase.length !== MULTIBASE_LENGTH || !multibase.startsWith('z')) return undefined;
  try {
    const bytes = decode(multibase.slice(1));
    const isEd25519 = bytes.length === KEY_LENGTH + 2 && bytes[0] === MULTICODEC[0] && bytes[1] === MULTICODEC[1];
    return isEd25519 ? bytes.slice(2) : undefined;
  } catch {
    return undefined;
  }
}

/** The public key as a JWK (RFC 8037 §2). */
export function toJwk(publicKey: Uint8Array): { kty: 'OKP'; crv: 'Ed25519'; x: string } {
  return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) };
}

/** The 32 bytes of an OKP Ed25519 JWK, or undefined where it is no such key. */
export function fromJwk(jwk: unknown): Uint8Array | undefined {
  if (typeof jwk !== 'object' || jwk === null) return undefined;
  const { kty, crv, x, d } = jwk as Record<string, unknown>;
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string' || d !== undefined) return undefined;
  const bytes = decodeBase64url(x);
  return bytes?.length === KEY_LENGTH ? bytes : undefined;
}
