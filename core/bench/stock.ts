import { driver as didKeyDriver } from '@digitalbazaar/did-method-key';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { Ed25519VerificationKey2020 } from '@digitalbazaar/ed25519-verification-key-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { verify } from '@digitalbazaar/vc';
import { type CredentialFormat, documentLoader as bundledContexts } from '../src/profile/index.ts';
import { expectedAudience, expectedNonce, frozenAt } from '../test/factories/index.ts';

/** `@digitalbazaar/vc` as its own documentation uses it: its suites, its did:key driver, no caches of ours. */
export function stockVerifier(format: CredentialFormat) {
  const old = format === 'vcdm1.1-ed25519-2020';
  const suite = old ? new Ed25519Signature2020() : new DataIntegrityProof({ cryptosuite });
  const driver = didKeyDriver();
  driver.use({
    multibaseMultikeyHeader: 'z6Mk',
    fromMultibase: old ? Ed25519VerificationKey2020.from : Ed25519Multikey.from,
  });
  // Without our loader's `tag: 'static'`, which jsonld does not document.
  const documentLoader = async (url: string) => ({
    contextUrl: null,
    documentUrl: url,
    document: url.startsWith('did:key:')
      ? ((await driver.get({ url })) as object)
      : (await bundledContexts(url)).document,
  });

  return async (presentation: string) => {
    const { verified, error } = await verify({
      presentation: JSON.parse(presentation) as object,
      suite,
      challenge: expectedNonce,
      domain: expectedAudience,
      documentLoader,
      now: frozenAt,
    });
    if (!verified) throw new Error('The stock library refused a fixture.', { cause: error });
  };
}
