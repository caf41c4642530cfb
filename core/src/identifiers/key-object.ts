import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { BoundedMemo } from '../bounded-memo.ts';
import { type KeyType, type PublicKey } from './public-key.ts';

/** A co-op's key is used again and again. */
const imported = new BoundedMemo<KeyObject>(1_000);

/** What stands before a key's own bytes in its SubjectPublicKeyInfo (RFC 8410 §4; RFC 5480 §2, compressed points). */
const prefixes: Readonly<Partial<Record<KeyType, string>>> = {
  Ed25519: '302a300506032b6570032100',
  'P-256': '3039301306072a8648ce3d020106082a8648ce3d030107032200',
  'P-384': '3046301006072a8648ce3d020106052b81040022033200',
};

/**
 * The key as Node verifies with it.
 *
 * As text, because Node first tries whether an object is a key, by an exception, which is dearer than the import.
 *
 * @throws TypeError for BLS12-381, which Node does not know
 */
export function keyObject({ type, bytes }: PublicKey): KeyObject {
  const raw = Buffer.from(bytes).toString('hex');
  const known = imported.get(`${type} ${raw}`);
  if (known) return known;
  const prefix = prefixes[type];
  if (prefix === undefined) throw new TypeError(`Node knows no ${type} keys`);
  const info = Buffer.from(`${prefix}${raw}`, 'hex').toString('base64');
  const made = createPublicKey(`-----BEGIN PUBLIC KEY-----\n${info}\n-----END PUBLIC KEY-----\n`);
  imported.set(`${type} ${raw}`, made);
  return made;
}

/**
 * Whether a signature holds: EdDSA (RFC 8032) or ECDSA in the fixed width of IEEE P1363.
 *
 * @param digest null for Ed25519, which hashes by itself
 */
export function verifySignature(
  digest: 'sha256' | 'sha384' | null,
  data: Uint8Array,
  publicKey: PublicKey,
  signature: Uint8Array,
): boolean {
  const key = keyObject(publicKey);
  if (publicKey.type === 'Ed25519') return verify(digest, data, key, signature);
  return verify(digest, data, { key, dsaEncoding: 'ieee-p1363' }, signature);
}
