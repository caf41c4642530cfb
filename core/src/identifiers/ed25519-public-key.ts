import { encode } from 'base58-universal';
import { encodeBase64url } from './base64url.ts';

/** Multicodec `ed25519-pub`, as a varint (Controlled Identifiers 1.0 §2.2.2). */
const MULTICODEC = [0xed, 0x01] as const;

/** The public key as `publicKeyMultibase`: base58btc over multicodec and key. */
export function toMultibase(publicKey: Uint8Array): string {
  return `z${encode(Uint8Array.of(...MULTICODEC, ...publicKey))}`;
}

/** The public key as a JWK (RFC 8037 §2). */
export function toJwk(publicKey: Uint8Array): { kty: 'OKP'; crv: 'Ed25519'; x: string } {
  return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) };
}
