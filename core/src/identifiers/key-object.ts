import { createPublicKey, type KeyObject } from 'node:crypto';
import { BoundedMemo } from '../bounded-memo.ts';
import { toJwk, type PublicKey } from './public-key.ts';

/** A co-op's key is used again and again, and to import one costs as much as to verify by it. */
const imported = new BoundedMemo<KeyObject>(1_000);

/** The key as Node verifies with it. @throws TypeError for BLS12-381, which Node does not know */
export function keyObject(publicKey: PublicKey): KeyObject {
  const key = `${publicKey.type} ${Buffer.from(publicKey.bytes).toString('latin1')}`;
  const known = imported.get(key);
  if (known) return known;
  const made = createPublicKey({ key: { ...toJwk(publicKey) }, format: 'jwk' });
  imported.set(key, made);
  return made;
}
