import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretKey } from './key-file.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Wraps secrets for the database. `purpose` is bound in: a sealed value opens only where it belongs. */
export interface Seal {
  seal(secret: Uint8Array, purpose: string): string;
  /** @throws Error when it was altered, moved or sealed with a key that is not there */
  open(sealed: string, purpose: string): Buffer;
  /** The same value under the newest key; what is inside is not opened, so nothing needs to be known of it. */
  rewrap(sealed: string): string;
}

/**
 * Seals with the newest of the keys, opens what any of them sealed.
 *
 * A value is `kid:wrapped.sealed`: a random key of its own, wrapped by the key of that `kid`, and the secret under it
 * (AES-256-GCM both, the purpose as additional data of the second). So a rotation replaces the first part alone.
 *
 * @param keys newest first; asked for each time, because a rotation adds one while the service runs
 */
export function createSeal(keys: readonly SecretKey[] | (() => readonly SecretKey[])): Seal {
  const all = typeof keys === 'function' ? keys : () => keys;
  const newest = () => {
    const [first] = all();
    if (!first) throw new TypeError('A seal needs a key');
    return first;
  };
  const unwrap = (kid: string, wrapped: string) => {
    const known = all().find((key) => key.kid === kid);
    if (!known) throw new Error('Sealed with a key that is not in the secret key file');
    return decrypt(known.key, wrapped, kid);
  };
  const wrap = (own: Uint8Array) => {
    const { kid, key } = newest();
    return `${kid}:${encrypt(key, own, kid)}`;
  };
  newest();

  return {
    seal: (secret, purpose) => {
      const own = randomBytes(KEY_BYTES);
      return `${wrap(own)}.${encrypt(own, secret, purpose)}`;
    },
    open: (sealed, purpose) => {
      const { kid, wrapped, text } = partsOf(sealed);
      return decrypt(unwrap(kid, wrapped), text, purpose);
    },
    rewrap: (sealed) => {
      const { kid, wrapped, text } = partsOf(sealed);
      return `${wrap(unwrap(kid, wrapped))}.${text}`;
    },
  };
}

function partsOf(sealed: string) {
  const [, kid, wrapped, text] = /^([\w-]+):([\w-]+)\.([\w-]+)$/.exec(sealed) ?? [];
  if (!kid || !wrapped || !text) throw new Error('Not a sealed value');
  return { kid, wrapped, text };
}

function encrypt(key: Uint8Array, secret: Uint8Array, bound: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound));
  return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

function decrypt(key: Uint8Array, text: string, bound: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}
