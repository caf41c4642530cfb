import { contextUrls } from '../contexts/context-urls.ts';
import { toMultibase } from '../identifiers/ed25519-public-key.ts';
import { type DidDocument } from '../ports.ts';
import { type Signer } from './signing-key.ts';

/**
 * The document to publish for a DID with these keys, such as `/.well-known/did.json` of a `did:web`.
 *
 * Keys are written as Ed25519VerificationKey2020, which both suites and the wallets we know read.
 */
export function didDocument(did: string, signers: readonly Pick<Signer, 'id' | 'publicKey'>[]): DidDocument {
  const ids = signers.map(({ id }) => id);
  return {
    '@context': [contextUrls.didV1, contextUrls.ed25519Signature2020],
    id: did,
    verificationMethod: signers.map(({ id, publicKey }) => ({
      id,
      type: 'Ed25519VerificationKey2020',
      controller: did,
      publicKeyMultibase: toMultibase(publicKey),
    })),
    authentication: ids,
    assertionMethod: ids,
  };
}
