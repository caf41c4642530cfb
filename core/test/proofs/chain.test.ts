import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import jsigs from 'jsonld-signatures';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createDidResolver } from '../../src/identifiers/did-resolver.ts';
import { documentLoader, type Signer } from '../../src/profile/index.ts';
import { verifyProofs } from '../../src/proofs/data-integrity/verify-proofs.ts';
import {
  fakeFetch,
  frozenAt,
  harvest,
  issuedCredential,
  meadow,
  orchard,
  ports,
  presentation,
  resolveDid,
} from '../factories/index.ts';
import { jcsProofBy } from '../factories/suites.ts';
import { judge, wordFor } from '../gate.ts';

type Proof = Readonly<Record<string, unknown>>;

/** The stock suite, of which the steps inside are called: the library around it knows no chains. */
interface StockSuite {
  proof: object;
  createProof(options: object): Promise<Proof>;
}

const { proof: _, ...unsigned } = await issuedCredential();
const byRdfc = ({ id, sign }: Signer) =>
  new DataIntegrityProof({ cryptosuite, signer: { id, algorithm: 'Ed25519', sign }, date: frozenAt });

/** A proof over the document with those proofs in it (VC Data Integrity 1.0 §4.3). */
function proofBy(signer: Signer, extra: object = {}, over: readonly Proof[] = [], by = byRdfc): Promise<Proof> {
  const suite = by(signer) as unknown as StockSuite;
  suite.proof = extra;
  const document = over.length > 0 ? { ...unsigned, proof: over } : unsigned;
  return suite.createProof({
    document,
    purpose: new jsigs.purposes.AssertionProofPurpose(),
    proofSet: [],
    documentLoader,
  });
}

const [first, second] = [
  'urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544',
  'urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54',
];

async function wordsOn(proof: unknown, resolve = resolveDid): Promise<readonly string[]> {
  const options = { purpose: 'assertionMethod', resolveDid: resolve, documentLoader, now: frozenAt } as const;
  const findings = await verifyProofs({ ...unsigned, proof }, options);
  return findings.map(({ outcome, problem }) => problem?.code ?? outcome);
}

const gateWord = async (proof: unknown) =>
  wordFor(judge(await presentation({ credentials: [{ ...unsigned, proof }] })));

for (const [name, by] of Object.entries({ 'eddsa-rdfc-2022': byRdfc, 'eddsa-jcs-2022': jcsProofBy })) {
  describe(`A chain of proofs, ${name}`, () => {
    it('holds, with the issuer’s proof first or last', async () => {
      const issuers = await proofBy(harvest, { id: first }, [], by);
      const others = await proofBy(orchard, { previousProof: first }, [issuers], by);
      assert.deepEqual(await wordsOn([issuers, others]), ['passed', 'passed']);
      assert.deepEqual(await wordsOn([others, issuers]), ['passed', 'passed']);
      assert.equal(await gateWord([issuers, others]), 'accepted');

      const witness = await proofBy(orchard, { id: first }, [], by);
      const over = await proofBy(harvest, { previousProof: [first] }, [witness], by);
      assert.equal(await gateWord([witness, over]), 'accepted');
    });

    it('holds over several proofs', async () => {
      const [one, two] = [
        await proofBy(harvest, { id: first }, [], by),
        await proofBy(orchard, { id: second }, [], by),
      ];
      const three = await proofBy(meadow, { previousProof: [first, second] }, [one, two], by);
      assert.deepEqual(await wordsOn([one, two, three]), ['passed', 'passed', 'passed']);
    });

    it('does not hold by a proof that was not made over the other', async () => {
      const [one, two] = [await proofBy(harvest, { id: first }, [], by), await proofBy(orchard, {}, [], by)];
      assert.deepEqual(await wordsOn([one, { ...two, previousProof: first }]), ['passed', 'signature_invalid']);
    });

    it('does not hold once the earlier proof is another', async () => {
      const one = await proofBy(harvest, { id: first }, [], by);
      const two = await proofBy(orchard, { previousProof: first }, [one], by);
      const other = await proofBy(meadow, { id: first }, [], by);
      assert.deepEqual(await wordsOn([other, two]), ['passed', 'signature_invalid']);
    });

    it('falls with its first proof', async () => {
      const one = { ...(await proofBy(orchard, { id: first }, [], by)), created: '2026-05-02T12:00:01Z' };
      const two = await proofBy(harvest, { previousProof: first }, [one], by);
      assert.deepEqual(await wordsOn([one, two]), ['signature_invalid', 'signature_invalid']);
      assert.equal(await gateWord([one, two]), 'signature_invalid');
    });
  });
}

describe('A chain of proofs', () => {
  it('is as undecided as the proof it is over', async () => {
    const one = await proofBy(meadow, { id: first });
    const two = await proofBy(orchard, { previousProof: first }, [one]);
    const offline = createDidResolver(ports({ fetchJson: fakeFetch(new Map()) }));
    assert.deepEqual(await wordsOn([two, one], offline), ['did_unresolvable', 'did_unresolvable']);
  });

  it('is refused over a proof that is not there', async () => {
    const one = await proofBy(harvest, { id: first });
    const two = await proofBy(orchard, { previousProof: first }, [one]);
    assert.deepEqual(await wordsOn([two]), ['previous_proof_unknown']);
    const some = await proofBy(orchard, { previousProof: [first, second] }, [one]);
    assert.deepEqual(await wordsOn([one, some]), ['passed', 'previous_proof_unknown']);
    assert.equal(await gateWord([one, some]), 'previous_proof_unknown');
  });

  it('is refused where two proofs share an id', async () => {
    const [one, two] = [await proofBy(harvest, { id: first }), await proofBy(orchard, { id: first })];
    assert.deepEqual(await wordsOn([one, two]), ['proof_id_repeated', 'proof_id_repeated']);
    const three = await proofBy(meadow, { previousProof: first }, [one]);
    assert.deepEqual(await wordsOn([one, two, three]), Array(3).fill('proof_id_repeated'));
  });

  it('is judged beside a proof that cannot be read', async () => {
    const one = await proofBy(harvest, { id: first });
    const two = await proofBy(orchard, { previousProof: first }, [one]);
    assert.deepEqual(await wordsOn([7, one, two]), ['proof_malformed', 'passed', 'passed']);
  });

  it('is verified once a proof, however many are over it', async () => {
    let count = 0;
    const signatures = { holds: (_: unknown, verify: () => Promise<boolean>) => (count++, verify()) };
    const one = await proofBy(harvest, { id: first });
    const over = await Promise.all([orchard, meadow].map((by) => proofBy(by, { previousProof: first }, [one])));
    const options = { purpose: 'assertionMethod', resolveDid, documentLoader, now: frozenAt, signatures } as const;
    const findings = await verifyProofs({ ...unsigned, proof: [...over, one] }, options);
    assert.ok(findings.every(({ outcome }) => outcome === 'passed'));
    assert.equal(count, 3);
  });

  it('is refused in a circle', async () => {
    const one = await proofBy(harvest, { id: first, previousProof: second });
    const two = await proofBy(orchard, { id: second, previousProof: first });
    const itself = await proofBy(orchard, { id: first, previousProof: first });
    assert.deepEqual(await wordsOn([one, two]), ['previous_proof_circular', 'previous_proof_circular']);
    assert.deepEqual(await wordsOn(itself), ['previous_proof_circular']);
  });

  for (const previousProof of [7, [], [first, first], [7], [first, 7], { id: first }]) {
    it(`is not read over ${JSON.stringify(previousProof)}`, async () => {
      const one = await proofBy(harvest, { id: first });
      assert.deepEqual(await wordsOn([one, { ...one, id: undefined, previousProof }]), ['passed', 'proof_malformed']);
    });
  }

  for (const id of ['no-url', 7, '', ['urn:a']]) {
    it(`is not read with ${JSON.stringify(id)} for an id`, async () => {
      assert.deepEqual(await wordsOn({ ...(await proofBy(harvest)), id }), ['proof_malformed']);
    });
  }

  it('is one of two at most, at a gate', async () => {
    const one = await proofBy(harvest, { id: first });
    const proofs = [
      one,
      await proofBy(orchard, { id: second }),
      await proofBy(meadow, { previousProof: first }, [one]),
    ];
    assert.equal(await gateWord(proofs), 'too_many_proofs');
  });
});
