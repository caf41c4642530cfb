import { hashToken, newId, newToken } from '../secrets/tokens.ts';
import type { StoredKey } from '../store/site-key-store.ts';

/** A new bearer key, `id.secret`, with what is stored of it. It is told once. */
export function newSiteKey(): { readonly key: string; readonly stored: StoredKey } {
  const id = newId('sk');
  const secret = newToken();
  return { key: `${id}.${secret}`, stored: { id, secretHash: hashToken(secret) } };
}
