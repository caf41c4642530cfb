import { encodeBase64url } from './base64url.ts';
import { toJwk, type PublicKey } from './public-key.ts';

/** The `did:jwk` of a key, in one spelling: the same key is the same DID wherever it comes from. */
export const didJwkOf = (key: PublicKey): string =>
  `did:jwk:${encodeBase64url(new TextEncoder().encode(JSON.stringify(toJwk(key))))}`;
