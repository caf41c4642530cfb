import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretKey } from './key-file.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Wraps secrets for the database. `purpose` is bound in: a sealed value opens only where it belongs. */
export interface Seal {
  seal(secret: Uint8Array, purpose: string): string;
  /** @throws Error when it was altered, moved or sealed with another key */
  open(sealed: string, purpose: string): Buffer;
}

/** AES-256-GCM with the newest key; opens what any of the keys sealed. */
export function createSeal(keys: readonly SecretKey[]): Seal {
  const newest = keys[0];
  if (!newest) throw new TypeError('A seal needs a key');

  return {
    seal: (secret, purpose) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest.key, iv).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
      return `${newest.kid}:${sealed.toString('base64url')}`;
    },
    open: (sealed, purpose) => {
      const [kid, text = ''] = sealed.split(':');
      const known = keys.find((key) => key.kid === kid);
      if (!known) throw new Error('Sealed with a key that is not in the secret key file');
      const bytes = Buffer.from(text, 'base64url');
      const iv = bytes.subarray(0, IV_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', known.key, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    },
  };
}
