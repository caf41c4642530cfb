import { ECDH } from 'node:crypto';
import { BoundedMemo } from '../bounded-memo.ts';
import { decodeBase58 } from './decode-base58.ts';
import { decodeBase64url, encodeBase64url } from './base64url.ts';

export type KeyType = 'Ed25519' | 'P-256' | 'P-384' | 'BLS12-381';

/** A public key, and which signatures it is for: no suite takes a key of another type (RFC 8725 §3.1). */
export interface PublicKey {
  readonly type: KeyType;
  /** 32 bytes of Ed25519, a compressed point of the others; of BLS12-381, a point of G2. */
  readonly bytes: Uint8Array;
}

/** A public key as a JWK, with no member but those that make the key (RFC 7638 §3.2). */
export interface PublicJwk {
  readonly kty: 'OKP' | 'EC';
  readonly crv: string;
  readonly x: string;
  readonly y?: string;
}

interface Kind {
  /** Multicodec as a varint (Controlled Identifiers 1.0 §2.2.2). */
  readonly codec: readonly [number, number];
  readonly length: number;
  /** What JOSE calls signatures by such a key (RFC 7518 §3.4, RFC 8037 §3.1). */
  readonly algorithms: readonly string[];
  /** OpenSSL's name of the curve, for keys that are points of one it knows. */
  readonly curve?: string;
}

/** JOSE's way to write a key of BLS12-381 is a draft that still changes: such a key is read as Multikey only. */
const kinds: Readonly<Record<KeyType, Kind>> = {
  Ed25519: { codec: [0xed, 0x01], length: 32, algorithms: ['EdDSA', 'Ed25519'] },
  'P-256': { codec: [0x80, 0x24], length: 33, algorithms: ['ES256'], curve: 'prime256v1' },
  'P-384': { codec: [0x81, 0x24], length: 49, algorithms: ['ES384'], curve: 'secp384r1' },
  'BLS12-381': { codec: [0xeb, 0x01], length: 96, algorithms: [] },
};
const types = Object.keys(kinds) as KeyType[];

/** What JOSE calls signatures by a key of that type; none where it has no name. */
export const joseAlgorithms = (type: KeyType): readonly string[] => kinds[type].algorithms;

/** Members of private and symmetric keys (RFC 7518 §6). */
const secrets = ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth'];

/** base58btc of the longest of them; longer text is not even decoded. */
const MAX_MULTIBASE = 140;

/** A document's key is read when the document is resolved, and again when it is looked for. */
const read = new BoundedMemo<PublicKey>(1_000);

/** The key of a `publicKeyMultibase` (Controlled Identifiers 1.0 §2.2.2), or undefined where it is none we know. */
export function fromMultibase(multibase: string): PublicKey | undefined {
  const known = read.get(multibase);
  if (known) return known;
  const bytes = multibase.startsWith('z') ? decodeShort(multibase.slice(1)) : undefined;
  const key = bytes && fromMulticodec(bytes);
  if (key) read.set(multibase, key);
  return key;
}

/** The key of multicodec and key bytes, or undefined. */
export function fromMulticodec(bytes: Uint8Array): PublicKey | undefined {
  const type = types.find((name) => kinds[name].codec.every((byte, index) => bytes[index] === byte));
  return type && ofType(type, bytes.slice(2));
}

/** The Ed25519 key of a `publicKeyBase58`, as `Ed25519VerificationKey2018` has it, or undefined. */
export function fromBase58(text: string): PublicKey | undefined {
  const bytes = decodeShort(text);
  return bytes && ofType('Ed25519', bytes);
}

/** The key of a JWK (RFC 8037 §2, RFC 7518 §6.2), or undefined where it is private, or no key for signatures we know. */
export function fromJwk(jwk: unknown): PublicKey | undefined {
  if (typeof jwk !== 'object' || jwk === null) return undefined;
  const { kty, crv, x, y, use, alg, key_ops: uses } = jwk as Readonly<Record<string, unknown>>;
  const type = types.find((name) => name === crv);
  if (!type || typeof x !== 'string' || secrets.some((name) => name in jwk)) return undefined;
  if (use !== undefined && use !== 'sig') return undefined;
  if (uses !== undefined && !(Array.isArray(uses) && uses.includes('verify'))) return undefined;
  if (alg !== undefined && !kinds[type].algorithms.some((name) => name === alg)) return undefined;

  const bytes = decodeBase64url(x);
  if (type === 'Ed25519') return kty === 'OKP' && bytes ? ofType(type, bytes) : undefined;
  const even = typeof y === 'string' ? decodeBase64url(y) : undefined;
  if (kty !== 'EC' || !bytes || !even) return undefined;
  const key = ofType(type, Uint8Array.of(2 + ((even.at(-1) ?? 0) & 1), ...bytes));
  return key && toJwk(key).y === y ? key : undefined;
}

/** The key as a JWK. @throws TypeError for BLS12-381, which has none */
export function toJwk({ type, bytes }: PublicKey): PublicJwk {
  if (type === 'Ed25519') return { kty: 'OKP', crv: type, x: encodeBase64url(bytes) };
  const [, ...coordinates] = uncompressed(type, bytes);
  const half = coordinates.length / 2;
  const [x, y] = [coordinates.slice(0, half), coordinates.slice(half)];
  return { kty: 'EC', crv: type, x: encodeBase64url(Uint8Array.from(x)), y: encodeBase64url(Uint8Array.from(y)) };
}

/** Undefined where these bytes are no key of that type: too many, too few, or no point of its curve. */
function ofType(type: KeyType, bytes: Uint8Array): PublicKey | undefined {
  const { length, curve } = kinds[type];
  if (bytes.length !== length) return undefined;
  if (curve === undefined) return { type, bytes };
  try {
    uncompressed(type, bytes);
    return { type, bytes };
  } catch {
    return undefined;
  }
}

function uncompressed(type: KeyType, bytes: Uint8Array): Uint8Array {
  const { curve } = kinds[type];
  if (curve === undefined) throw new TypeError(`${type} keys have no coordinates that we know`);
  return ECDH.convertKey(bytes, curve, undefined, undefined, 'uncompressed') as Uint8Array;
}

const decodeShort = (text: string): Uint8Array | undefined =>
  text.length > MAX_MULTIBASE ? undefined : decodeBase58(text);
