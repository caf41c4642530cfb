import { decode } from 'base58-universal';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { documentLoader } from '../../src/profile/index.ts';
import { verifyProofs } from '../../src/proofs/data-integrity/verify-proofs.ts';
import { frozenAt, issuedCredential, presentation, resolveDid } from '../factories/index.ts';
import {
  disclosed,
  selectiveSuites,
  signedBy,
  stockVerdict,
  wholeSuites,
  type Purpose,
  type SelectiveKit,
  type SuiteKit,
} from '../factories/suites.ts';
import { anyMutation, mutate } from '../mutate.ts';

/** Where we refuse what the stock suites take: our code, and the clause that has it so. */
const stricter: Readonly<Record<string, string>> = {
  proof_malformed: 'VC Data Integrity 1.0 §2.1 says what the members of a proof are; we read no other form',
  context_nested: 'VC Data Integrity 1.0 §2.4.1: a proof’s context is its document’s, whole',
  previous_proof_unknown: 'VC Data Integrity 1.0 §4.5, step 3.2: the stock library ignores `previousProof`',
  proof_purpose_wrong: 'VC Data Integrity 1.0 §4.4, step 5: one purpose, not one of several',
};

async function ourWord(document: object, purpose: Purpose): Promise<string> {
  const options = { purpose, resolveDid, documentLoader, now: frozenAt, bbs: 'allow' } as const;
  const [finding] = await verifyProofs(document, options);
  return finding?.problem?.code ?? (finding?.outcome === 'passed' ? 'passed' : 'proof_missing');
}

async function documentOf(kit: SuiteKit, purpose: Purpose): Promise<object> {
  const signed = purpose === 'assertionMethod' ? issuedCredential : presentation;
  const { proof: _, ...unsigned } = await signed({ format: kit.format });
  return signedBy(kit.signing(), unsigned, { purpose, challenge: 'a challenge', domain: 'a.example' });
}

/** Ten thousand over all: what costs the stock library less is tried more often. */
const runsFor = ({ name }: SuiteKit): number => (name.includes('jcs') ? 1_100 : 400);

/** What a holder shows of a credential: all but its number. */
async function shownBy(kit: SelectiveKit, change: object = {}): Promise<object> {
  const { proof: _, ...unsigned } = await issuedCredential();
  const credentialSubject = { ...unsigned.credentialSubject, ...change };
  const base = await signedBy(kit.signing(), { ...unsigned, issuer: kit.controller, credentialSubject });
  const pointers = ['membershipClass', 'coopType', 'memberSince', ...Object.keys(change)];
  return disclosed(
    kit,
    base,
    pointers.map((name) => `/credentialSubject/${name}`),
  );
}

for (const kit of selectiveSuites) {
  describe(`Our check of derived proofs beside the stock suite, ${kit.name}`, () => {
    it('agrees on a credential as its holder shows it, and changed in any place', async () => {
      const document = await shownBy(kit);
      assert.equal(await stockVerdict(structuredClone(document), 'assertionMethod', kit), true);
      assert.equal(await ourWord(document, 'assertionMethod'), 'passed');
      await fc.assert(
        fc.asyncProperty(anyMutation, async (mutation) => {
          const changed = mutate(document, mutation);
          const ours = await ourWord(structuredClone(changed), 'assertionMethod');
          const stock = await stockVerdict(structuredClone(changed), 'assertionMethod', kit);
          const agrees = (ours === 'passed') === stock || (stock && ours in stricter);
          assert.ok(agrees, `${ours}, stock says ${stock}: ${JSON.stringify(changed)}`);
        }),
        { seed: 20_260_601, numRuns: kit.name === 'bbs-2023' ? 60 : 500 },
      );
    }).timeout(300_000);

    it('lets no text be changed that looks like a blank node, as the stock suite does', async () => {
      const named = (name: string, { credentialSubject, ...rest }: { credentialSubject?: object }) => ({
        ...rest,
        credentialSubject: { ...credentialSubject, membershipId: name },
      });
      const shown = await shownBy(kit, { membershipId: 'ask _:ann' });
      const changed = named('ask _:bob', shown);
      assert.equal(await stockVerdict(structuredClone(changed), 'assertionMethod', kit), true);
      assert.equal(await ourWord(changed, 'assertionMethod'), 'signature_invalid');
    }).timeout(60_000);
  });
}

for (const kit of wholeSuites) {
  describe(`Our signature check beside the stock suite, ${kit.name}`, () => {
    for (const purpose of kit.purposes) {
      const what = purpose === 'assertionMethod' ? 'credential' : 'presentation';

      it(`agrees on a ${what} as it was signed`, async () => {
        const document = await documentOf(kit, purpose);
        assert.equal(await stockVerdict(structuredClone(document), purpose, kit), true);
        assert.equal(await ourWord(document, purpose), 'passed');
      });

      it(`agrees on a ${what} changed in any place, or is stricter by a clause`, async () => {
        const document = await documentOf(kit, purpose);
        await fc.assert(
          fc.asyncProperty(anyMutation, async (mutation) => {
            const changed = mutate(document, mutation);
            const ours = await ourWord(structuredClone(changed), purpose);
            const stock = await stockVerdict(structuredClone(changed), purpose, kit);
            const agrees = (ours === 'passed') === stock || (stock && ours in stricter);
            assert.ok(agrees, `${ours}, stock says ${stock}: ${JSON.stringify(changed)}`);
          }),
          { seed: 20_260_601, numRuns: runsFor(kit) },
        );
      }).timeout(300_000);
    }

    if (kit.name === 'Ed25519Signature2018') return;
    it('takes no signature in base64url, which the specification leaves out', async () => {
      const purpose = kit.purposes[0]!;
      const { proof, ...unsecured } = (await documentOf(kit, purpose)) as { proof: { proofValue: string } };
      const base64url = `u${Buffer.from(decode(proof.proofValue.slice(1))).toString('base64url')}`;
      assert.equal(
        await ourWord({ ...unsecured, proof: { ...proof, proofValue: base64url } }, purpose),
        'signature_invalid',
      );
    });
  });
}
