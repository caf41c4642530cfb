import { contextUrls } from '../contexts/context-urls.ts';
import { problem, VerificationError } from '../problem.ts';
import { type DidDocument } from '../ports.ts';
import { decodeBase64url } from './base64url.ts';
import { fromJwk, toJwk } from './public-key.ts';
import { type Did } from './parse-did.ts';

/**
 * The document of a `did:jwk`, built from the DID alone (did:jwk, "Read").
 *
 * @throws VerificationError `did_invalid`, or `key_type_unsupported` for a key of another kind
 */
export function resolveDidJwk({ did, id }: Did): DidDocument {
  const jwk = decodeJson(id);
  if (typeof jwk !== 'object' || jwk === null) throw new VerificationError(problem('did_invalid'));
  const publicKey = fromJwk(jwk);
  if (!publicKey) throw new VerificationError(problem('key_type_unsupported'));

  const key = `${did}#0`;
  return {
    '@context': [contextUrls.didV1],
    id: did,
    verificationMethod: [{ id: key, type: 'JsonWebKey', controller: did, publicKeyJwk: { ...toJwk(publicKey) } }],
    authentication: [key],
    assertionMethod: [key],
  };
}

function decodeJson(text: string): unknown {
  const bytes = decodeBase64url(text);
  if (!bytes) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
