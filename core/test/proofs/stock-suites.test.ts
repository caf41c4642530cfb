import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { decode } from 'base58-universal';
import fc from 'fast-check';
import jsigs from 'jsonld-signatures';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import { toMultibase } from '../../src/identifiers/ed25519-public-key.ts';
import { verifyProofs } from '../../src/proofs/data-integrity/verify-proofs.ts';
import { type CredentialFormat, documentLoader, type Signer } from '../../src/profile/index.ts';
import { formats, frozenAt, holder, issuedCredential, orchard, presentation, resolveDid } from '../factories/index.ts';
import { anyMutation, mutate } from '../mutate.ts';

type Purpose = 'assertionMethod' | 'authentication';

async function ourVerdict(document: object, purpose: Purpose): Promise<boolean | 'not read'> {
  const [finding] = await verifyProofs(document, { purpose, resolveDid, documentLoader, now: frozenAt });
  return finding?.problem?.code === 'proof_malformed' ? 'not read' : finding?.outcome === 'passed';
}

/** The stock suites' word, with the one key they need. */
async function stockVerdict(document: object, purpose: Purpose, format: CredentialFormat, signer: Signer) {
  const key = {
    '@context': contextUrls.multikeyV1,
    id: signer.id,
    type: 'Multikey',
    controller: signer.controller,
    publicKeyMultibase: toMultibase(signer.publicKey),
  };
  const { verified } = await jsigs.verify(document, {
    suite: format === 'vcdm1.1-ed25519-2020' ? new Ed25519Signature2020() : new DataIntegrityProof({ cryptosuite }),
    purpose: new jsigs.purposes.ControllerProofPurpose({
      term: purpose,
      controller: { id: signer.controller, [purpose]: [signer.id] },
    }),
    documentLoader: async (url) =>
      url === signer.id ? { contextUrl: null, documentUrl: url, document: key } : documentLoader(url),
  });
  return verified;
}

for (const format of formats) {
  const documents = {
    credential: ['assertionMethod', orchard, await issuedCredential({ format, issuer: orchard })],
    presentation: ['authentication', holder, await presentation({ format })],
  } as const;

  describe(`Our signature check beside the stock suite, ${format}`, () => {
    for (const [kind, [purpose, signer, document]] of Object.entries(documents)) {
      it(`agrees on a ${kind} as it was signed`, async () => {
        assert.equal(await stockVerdict(document, purpose, format, signer), true);
        assert.equal(await ourVerdict(document, purpose), true);
      });

      it(`agrees on a ${kind} changed in any place`, async () => {
        await fc.assert(
          fc.asyncProperty(anyMutation, async (mutation) => {
            const changed = mutate(document, mutation);
            const ours = await ourVerdict(structuredClone(changed), purpose);
            fc.pre(ours !== 'not read'); // We read a proof only in the one shape that wallets write.
            assert.equal(ours, await stockVerdict(changed, purpose, format, signer), JSON.stringify(changed));
          }),
          { seed: 20_260_601, numRuns: 300 },
        );
      }).timeout(60_000);
    }

    it('takes no signature in base64url, which the specification leaves out', async () => {
      const { proof, ...unsecured } = documents.credential[2];
      const { proofValue } = proof as { proofValue: string };
      const base64url = `u${Buffer.from(decode(proofValue.slice(1))).toString('base64url')}`;
      assert.equal(
        await ourVerdict({ ...unsecured, proof: { ...proof, proofValue: base64url } }, 'assertionMethod'),
        false,
      );
    });
  });
}
