import { deriveToken } from '../secrets/tokens.ts';
import type { Handle } from './presentation-request.ts';

/**
 * The nonce and the state that a handle asks with (OpenID4VP 1.0 §5.2, §5.3): 256 random bits, as its token is, from
 * which they are derived. So the store, which knows the token's hash alone, holds neither while a request is open.
 */
export function handleWords(token: string): Pick<Handle, 'nonce' | 'state'> {
  return { nonce: deriveToken(token, 'nonce'), state: deriveToken(token, 'state') };
}
