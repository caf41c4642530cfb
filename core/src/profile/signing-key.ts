import { toJwk, toMultibase } from '../identifiers/ed25519-public-key.ts';
import { decodeBase64url, encodeBase64url } from '../identifiers/base64url.ts';

/** An Ed25519 key that can sign, before it belongs to any DID. */
export interface SigningKey {
  readonly publicKey: Uint8Array;
  readonly sign: (input: { readonly data: Uint8Array }) => Promise<Uint8Array>;
}

/** What signs a credential or a presentation: a key under a verification method's id. Bring your own, such as a KMS. */
export interface Signer {
  /** The verification method, a DID URL. */
  readonly id: string;
  /** The DID that the verification method belongs to. */
  readonly controller: string;
  readonly publicKey: Uint8Array;
  readonly sign: SigningKey['sign'];
}

/** PKCS #8 around a 32-byte seed (RFC 8410 §7). */
const PKCS8_PREFIX = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]);
const SEED_LENGTH = 32;
const ED25519 = { name: 'Ed25519' };

type WebCryptoKey = Parameters<typeof crypto.subtle.exportKey>[1];

/** An Ed25519 pair of WebCrypto. */
export interface WebCryptoKeyPair {
  readonly publicKey: WebCryptoKey;
  readonly privateKey: WebCryptoKey;
}

/** A signing key over a WebCrypto pair, such as a non-extractable one that a browser keeps. */
export async function signingKeyFrom(pair: WebCryptoKeyPair): Promise<SigningKey> {
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return {
    publicKey,
    sign: async ({ data }) => new Uint8Array(await crypto.subtle.sign(ED25519, pair.privateKey, Uint8Array.from(data))),
  };
}

/** A new random pair. Not extractable unless asked: a browser can still store it in IndexedDB. */
export async function generateKeyPair({ extractable = false } = {}): Promise<WebCryptoKeyPair> {
  return (await crypto.subtle.generateKey(ED25519, extractable, ['sign', 'verify'])) as WebCryptoKeyPair;
}

/** The key of a 32-byte secret seed, for issuers that keep theirs in a file. */
export async function signingKeyFromSeed(seed: Uint8Array): Promise<SigningKey> {
  if (seed.length !== SEED_LENGTH) throw new TypeError(`An Ed25519 seed has ${SEED_LENGTH} bytes.`);
  const secret = await crypto.subtle.importKey('pkcs8', Uint8Array.of(...PKCS8_PREFIX, ...seed), ED25519, true, [
    'sign',
  ]);
  const { x } = await crypto.subtle.exportKey('jwk', secret);
  const publicKey = decodeBase64url(x ?? '');
  if (!publicKey) throw new TypeError('No Ed25519 key follows from that seed.');
  return {
    publicKey,
    sign: async ({ data }) => new Uint8Array(await crypto.subtle.sign(ED25519, secret, Uint8Array.from(data))),
  };
}

/** The key as the one key of its own `did:key`. */
export function didKeySigner(key: SigningKey): Signer {
  const multibase = toMultibase(key.publicKey);
  const did = `did:key:${multibase}`;
  return { ...key, id: `${did}#${multibase}`, controller: did };
}

/** The key as the one key of its own `did:jwk`. */
export function didJwkSigner(key: SigningKey): Signer {
  const did = `did:jwk:${encodeBase64url(new TextEncoder().encode(JSON.stringify(toJwk(key.publicKey))))}`;
  return { ...key, id: `${did}#0`, controller: did };
}

/** The key as a key of a DID whose document its owner publishes, such as a `did:web`. */
export function didSigner(key: SigningKey, did: string, fragment = 'key-1'): Signer {
  return { ...key, id: `${did}#${fragment}`, controller: did };
}
