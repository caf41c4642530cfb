import { contextUrls } from '../contexts/context-urls.ts';
import { problem, VerificationError } from '../problem.ts';
import { type DidDocument } from '../ports.ts';
import { fromMultibase } from './public-key.ts';
import { type Did } from './parse-did.ts';

/**
 * The document of a `did:key`, built from the DID alone (did:key v0.7 §3.1.1).
 *
 * It has the one key and no key agreement: nobody here encrypts to it, and deriving it costs a fifth of a verification.
 *
 * @throws VerificationError `did_invalid`, or `key_type_unsupported` for a key of another kind
 */
export function resolveDidKey({ did, id }: Did): DidDocument {
  if (!/^z[1-9A-HJ-NP-Za-km-z]+$/.test(id)) throw new VerificationError(problem('did_invalid'));
  if (!fromMultibase(id)) throw new VerificationError(problem('key_type_unsupported'));

  const key = `${did}#${id}`;
  return {
    '@context': [contextUrls.didV1, contextUrls.multikeyV1],
    id: did,
    verificationMethod: [{ id: key, type: 'Multikey', controller: did, publicKeyMultibase: id }],
    authentication: [key],
    assertionMethod: [key],
  };
}
