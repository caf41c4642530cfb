import { SDJwtVcInstance, type SdJwtVcPayload } from '@sd-jwt/sd-jwt-vc';
import { createHash, randomBytes, verify } from 'node:crypto';
import { keyObject } from '../../../src/identifiers/key-object.ts';
import {
  expectedAudience,
  expectedNonce,
  frozenAt,
  harvest,
  harvestTokenKey,
  holderTokenKey,
} from '../../factories/index.ts';
import { openPayload, type TokenKey } from '../../factories/index.ts';

export type Frame = Parameters<SDJwtVcInstance['issue']>[1];

const signerOf = (key: TokenKey) => async (signed: string) => Buffer.from(await key.sign(signed)).toString('base64url');

const verifierOf = (publicKey: Uint8Array) => (signed: string, signature: string) => {
  const key = keyObject({ type: 'Ed25519', bytes: publicKey });
  return verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64url'));
};

/** `@sd-jwt/sd-jwt-vc` as its documentation wires it, with Harvest's key and a holder's. */
export function stockLibrary(issuerKey: TokenKey = harvestTokenKey, holderKey: TokenKey = holderTokenKey) {
  return new SDJwtVcInstance({
    signer: signerOf(issuerKey),
    signAlg: issuerKey.alg,
    verifier: verifierOf(harvest.publicKey),
    kbSigner: signerOf(holderKey),
    kbSignAlg: holderKey.alg,
    kbVerifier: (signed, signature, payload) => {
      const { x } = (payload as unknown as typeof openPayload).cnf.jwk as { x: string };
      return verifierOf(Buffer.from(x, 'base64url'))(signed, signature);
    },
    hasher: (data, algorithm) =>
      createHash(algorithm.replace('-', ''))
        .update(typeof data === 'string' ? data : Buffer.from(data))
        .digest(),
    hashAlg: 'sha-256',
    saltGenerator: (length) => randomBytes(length).toString('base64url'),
  });
}

/** A membership that the stock library issues and shows, with what the frame says to disclose. */
export async function stockPresentation(
  payload: object,
  frame: Frame,
  { library = stockLibrary(), show = {} }: { library?: SDJwtVcInstance; show?: object } = {},
): Promise<string> {
  const said = { ...openPayload, ...payload } as unknown as SdJwtVcPayload;
  const issued = await library.issue(said, frame, { header: { kid: harvest.id } });
  const binding = { iat: frozenAt.getTime() / 1_000, aud: expectedAudience, nonce: expectedNonce };
  return library.present(issued, show as never, { kb: { payload: binding } });
}
