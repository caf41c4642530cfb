import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { createHash, verify } from 'node:crypto';
import { keyObject } from '../src/identifiers/key-object.ts';
import { expectedNonce, frozenAt, orchard } from '../test/factories/index.ts';

/** `@sd-jwt/sd-jwt-vc` as its documentation wires it, with the issuer's key at hand: it resolves no DID. */
export function stockSdJwtVerifier(): (presentation: string) => Promise<void> {
  const by = (bytes: Uint8Array) => (signed: string, signature: string) =>
    verify(null, Buffer.from(signed), keyObject({ type: 'Ed25519', bytes }), Buffer.from(signature, 'base64url'));
  const library = new SDJwtVcInstance({
    verifier: by(orchard.publicKey),
    kbVerifier: (signed, signature, payload) => {
      const { x } = (payload as unknown as { readonly cnf: { readonly jwk: { readonly x: string } } }).cnf.jwk;
      return by(Buffer.from(x, 'base64url'))(signed, signature);
    },
    hasher: (data, algorithm) =>
      createHash(algorithm.replace('-', ''))
        .update(typeof data === 'string' ? data : Buffer.from(data))
        .digest(),
    hashAlg: 'sha-256',
  });
  return async (text) => {
    const [token] = JSON.parse(text) as [string];
    await library.verify(token, { keyBindingNonce: expectedNonce, currentDate: frozenAt.getTime() / 1_000 });
  };
}
