import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import {
  didDocument,
  didJwkSigner,
  didKeySigner,
  didSigner,
  documentLoader,
  generateKeyPair,
  type Signer,
  signingKeyFrom,
  signingKeyFromSeed,
} from '../../src/profile/index.ts';
import { createDidResolver } from '../../src/identifiers/did-resolver.ts';
import { verifyProofs } from '../../src/proofs/data-integrity/verify-proofs.ts';
import { fakeFetch, formats, frozenAt, issuedCredential, ports } from '../factories/index.ts';

const seed = new Uint8Array(32).fill(9);

/** Whether what this signer issues is verified, with that document on the web. */
async function verifies(issuer: Signer, format: (typeof formats)[number], web = new Map<string, unknown>()) {
  const resolveDid = createDidResolver(ports({ fetchJson: fakeFetch(web) }));
  const credential = await issuedCredential({ issuer, format });
  const [finding] = await verifyProofs(credential, {
    ...{ purpose: 'assertionMethod', resolveDid, documentLoader, now: frozenAt },
  });
  return finding?.outcome;
}

describe('signing keys', () => {
  it('gives the same did:key for the same seed, as published with the method for seed zero', async () => {
    const zero = didKeySigner(await signingKeyFromSeed(new Uint8Array(32)));
    assert.equal(zero.controller, 'did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp');
  });

  it('refuses a seed of another length', async () => {
    await assert.rejects(signingKeyFromSeed(new Uint8Array(31)), TypeError);
  });

  for (const format of formats) {
    it(`signs ${format} by a key that cannot be read out of WebCrypto`, async () => {
      const pair = await generateKeyPair();
      assert.equal(pair.privateKey.extractable, false);
      assert.equal(await verifies(didKeySigner(await signingKeyFrom(pair)), format), 'passed');
    });

    it(`signs ${format} as a did:jwk`, async () => {
      assert.equal(await verifies(didJwkSigner(await signingKeyFromSeed(seed)), format), 'passed');
    });

    it(`signs ${format} as a did:web whose document didDocument made`, async () => {
      const signer = didSigner(await signingKeyFromSeed(seed), 'did:web:localhost%3A4101:coops:dairy', 'k2');
      const url = 'https://localhost:4101/coops/dairy/did.json';
      const web = new Map([[url, didDocument(signer.controller, [signer])]]);
      assert.equal(await verifies(signer, format, web), 'passed');
    });
  }
});
