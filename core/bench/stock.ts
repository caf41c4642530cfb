import { driver as didKeyDriver } from '@digitalbazaar/did-method-key';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Bls12381Multikey from '@digitalbazaar/bls12-381-multikey';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { Ed25519VerificationKey2020 } from '@digitalbazaar/ed25519-verification-key-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { verify } from '@digitalbazaar/vc';
import { type LinkedDataProof } from 'jsonld-signatures';
import { documentLoader as bundledContexts } from '../src/profile/index.ts';
import { expectedAudience, expectedNonce, frozenAt } from '../test/factories/index.ts';
import { selectiveSuites, wholeSuites } from '../test/factories/suites.ts';
import { stockSdJwtVerifier } from './stock-sd-jwt.ts';

/** What a format's makers' library does with its presentations. Throws unless it calls one verified. */
export function stockVerifier(format: string): (presentation: string) => Promise<void> {
  if (format === 'SD-JWT VC') return stockSdJwtVerifier();
  const isOld = format === 'VCDM 1.1 Ed25519Signature2020';
  return withDigitalBazaar(isOld ? [new Ed25519Signature2020()] : dataIntegritySuites(format), isOld);
}

/** Of the presentation, and of the credential where that is by another one. */
function dataIntegritySuites(format: string): LinkedDataProof[] {
  const eddsa = new DataIntegrityProof({ cryptosuite });
  const other = [...wholeSuites, ...selectiveSuites].find(({ name }) => name === format);
  return other ? [eddsa, other.verifying()] : [eddsa];
}

/** `@digitalbazaar/vc` as its own documentation uses it: its suites, its did:key driver, no caches of ours. */
function withDigitalBazaar(suite: readonly LinkedDataProof[], isOld: boolean): (presentation: string) => Promise<void> {
  const driver = didKeyDriver();
  const keys = {
    z6Mk: isOld ? Ed25519VerificationKey2020.from : Ed25519Multikey.from,
    ...{ zDna: EcdsaMultikey.from, z82L: EcdsaMultikey.from, zUC7: Bls12381Multikey.from },
  };
  for (const [multibaseMultikeyHeader, fromMultibase] of Object.entries(keys)) {
    driver.use({ multibaseMultikeyHeader, fromMultibase });
  }
  // Without our loader's `tag: 'static'`, which jsonld does not document.
  const documentLoader = async (url: string) => ({
    contextUrl: null,
    documentUrl: url,
    document: url.startsWith('did:key:')
      ? ((await driver.get({ url })) as object)
      : (await bundledContexts(url)).document,
  });

  return async (text) => {
    const presentation = JSON.parse(text) as object;
    const expected = { challenge: expectedNonce, domain: expectedAudience, now: frozenAt };
    const { verified, error } = await verify({ presentation, suite, documentLoader, ...expected });
    if (!verified) throw new Error('The stock library refused a fixture.', { cause: error });
  };
}
