import { newToken } from '../secrets/tokens.ts';

/** How long a pairing code can be used. */
export const PAIRING_CODE_FOR = 24 * 60 * 60 * 1000;

/** 128 bits are enough for what lives a day and may be typed. */
const SECRET_LENGTH = 22;
const CODE = /^(https?:\/\/[^\s#]+)#([A-Za-z0-9_-]{22})$/;

/**
 * A code to be pasted into a site's settings: the service's URL, then `#`, then a secret. The URL is plain to read,
 * because whoever pastes it must confirm which service they pair with.
 */
export function newPairingCode(publicUrl: string): { readonly code: string; readonly secret: string } {
  const secret = newToken().slice(0, SECRET_LENGTH);
  return { code: `${publicUrl}#${secret}`, secret };
}

/** The secret of a code as it was pasted; undefined where it is none. */
export function secretOfPairingCode(code: string): string | undefined {
  return CODE.exec(code.trim())?.[2];
}
