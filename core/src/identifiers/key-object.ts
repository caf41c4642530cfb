import { createPublicKey, type KeyObject } from 'node:crypto';
import { toJwk, type PublicKey } from './public-key.ts';

/** The key as Node verifies with it. @throws TypeError for BLS12-381, which Node does not know */
export function keyObject(publicKey: PublicKey): KeyObject {
  return createPublicKey({ key: { ...toJwk(publicKey) }, format: 'jwk' });
}
