import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Seal } from '../secrets/seal.ts';
import { deriveToken, hashToken } from '../secrets/tokens.ts';

/** What one handle's answer is encrypted to: ECDH-ES on P-256 (OpenID4VP 1.0 §8.3). */
export interface ResponseKey {
  /** Follows from the handle's token. */
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** As a wallet reads it in `client_metadata.jwks`. */
  readonly publicJwk: {
    readonly kty: 'EC';
    readonly crv: 'P-256';
    readonly x: string;
    readonly y: string;
    readonly kid: string;
    readonly alg: 'ECDH-ES';
    readonly use: 'enc';
  };
}

export type ResponseKeys = ReturnType<typeof createResponseKeys>;

/**
 * Makes and opens the keys that answers are encrypted to: a new one for each handle, random and not derived from what
 * wallets know, stored sealed, and erased when the request ends. So what was recorded on the way stays closed even to
 * who gets hold of the database and the secret key afterwards.
 */
export function createResponseKeys(seal: Seal) {
  return {
    /** @returns the private part, sealed for this handle alone */
    make: (token: string): string => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return seal.seal(privateKey.export({ format: 'der', type: 'pkcs8' }), purpose(token));
    },

    /** @throws Error when it was altered or belongs to another handle */
    open: (token: string, sealed: string): ResponseKey => {
      const privateKey = createPrivateKey({ key: seal.open(sealed, purpose(token)), format: 'der', type: 'pkcs8' });
      const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
      const kid = deriveToken(token, 'response-key').slice(0, KID_LENGTH);
      return { kid, privateKey, publicJwk: { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ECDH-ES', use: 'enc' } };
    },
  };
}

/** Short, because a request by value carries it in its link; long enough to tell one handle's key from another's. */
const KID_LENGTH = 16;

const purpose = (token: string): string => `handle:${hashToken(token)}:responseKey`;
