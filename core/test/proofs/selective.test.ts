import { decode, encode } from 'cborg';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { documentLoader } from '../../src/profile/index.ts';
import { verifyProofs } from '../../src/proofs/data-integrity/verify-proofs.ts';
import { frozenAt, issuedCredential, orchard, presentation, resolveDid } from '../factories/index.ts';
import { disclosed, selectiveSuites, signedBy, type SelectiveKit } from '../factories/suites.ts';
import { judge, wordFor } from '../gate.ts';
import { requiring } from '../policy/policies.ts';

interface Shown {
  readonly proof: { readonly proofValue: string; readonly [name: string]: unknown };
  readonly credentialSubject: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

const shownClaim = '/credentialSubject/membershipClass';

async function baseCredential(kit: SelectiveKit): Promise<object> {
  const { proof: _, ...unsigned } = await issuedCredential();
  const memberOf = { id: kit.controller, type: 'Organization', name: 'Orchard Co-op' };
  return signedBy(kit.signing(), {
    ...unsigned,
    issuer: kit.controller,
    credentialSubject: { ...unsigned.credentialSubject, memberOf },
  });
}

async function wordOn(document: object): Promise<string> {
  const options = { purpose: 'assertionMethod', resolveDid, documentLoader, now: frozenAt, bbs: 'allow' } as const;
  const [finding] = await verifyProofs(document, options);
  return finding?.problem?.code ?? String(finding?.outcome);
}

const issuers = (kit: SelectiveKit) => ({ issuers: { allow: [{ id: kit.controller, name: 'Orchard Co-op' }] } });
const gateWord = async (credential: object, kit: SelectiveKit, rest: object = { bbs: 'allow' }, asked: object = {}) =>
  wordFor(
    judge(await presentation({ credentials: [credential] }), {
      policy: requiring({ ...issuers(kit), ...asked }, rest),
    }),
  );

/** The same proof with other components. */
function withComponents({ proof, ...rest }: Shown, change: (components: unknown[]) => unknown): object {
  const bytes = Buffer.from(proof.proofValue.slice(1), 'base64url');
  const components = decode(bytes.subarray(3), { useMaps: true }) as unknown[];
  const value = Buffer.concat([bytes.subarray(0, 3), encode(change(components))]);
  return { ...rest, proof: { ...proof, proofValue: `u${value.toString('base64url')}` } };
}

for (const kit of selectiveSuites) {
  describe(`A derived proof by ${kit.name}`, () => {
    const isBbs = kit.name === 'bbs-2023';
    let base: object;
    let shown: Shown;
    before(async () => {
      base = await baseCredential(kit);
      shown = (await disclosed(kit, base, [shownClaim])) as unknown as Shown;
    });

    it('opens a gate by what it shows, and what it does not show is not there', async () => {
      assert.equal(shown.credentialSubject['membershipId'], undefined);
      assert.equal(await gateWord(shown, kit), 'accepted');
      const claims = [{ path: ['membershipId'] }];
      assert.equal(await gateWord(shown, kit, { bbs: 'allow' }, { claims }), 'claim_missing');
    }).timeout(60_000);

    it('is no presentation of the issuer’s base proof', async () => {
      assert.equal(await wordOn(base), 'base_proof_presented');
      assert.equal(await gateWord(base, kit), 'base_proof_presented');
    });

    const changes: Readonly<Record<string, (shown: Shown) => object>> = {
      'a changed claim': ({ credentialSubject: subject, ...rest }) => ({
        ...rest,
        credentialSubject: { ...subject, membershipClass: 'producer' },
      }),
      'a claim more': ({ credentialSubject: subject, ...rest }) => ({
        ...rest,
        credentialSubject: { ...subject, membershipId: 'm_8d1f0c6a' },
      }),
      'a shown claim taken away': ({ credentialSubject: { membershipClass: _, ...subject }, ...rest }) => ({
        ...rest,
        credentialSubject: subject,
      }),
      'a claim taken away that is always shown': ({ validUntil: _, ...rest }) => rest,
      'another end': (document) => ({ ...document, validUntil: '2030-01-01T00:00:00Z' }),
      'other options': ({ proof, ...rest }) => ({ ...rest, proof: { ...proof, created: '2026-05-02T12:00:01Z' } }),
    };
    for (const [what, change] of Object.entries(changes)) {
      it(`does not hold over ${what}`, async () => {
        assert.equal(await wordOn(change(shown)), 'signature_invalid');
      }).timeout(20_000);
    }

    const components: Readonly<Record<string, (components: unknown[]) => unknown>> = {
      'a component more': (all) => [...all, 1],
      'a component less': (all) => all.slice(0, -1),
      'no components': () => ({}),
      'no signature': (all) => [new Uint8Array(3), ...all.slice(1)],
      'labels that are no map': (all) => all.map((one) => (one instanceof Map ? [] : one)),
      'labels of text': (all) => all.map((one) => (one instanceof Map ? new Map([[0, 'b0']]) : one)),
      'labels by text': (all) => all.map((one) => (one instanceof Map ? new Map([['c14n0', 0]]) : one)),
      'a label by text among others': (all) =>
        all.map((one) => (one instanceof Map ? new Map([...(one as Map<unknown, unknown>), ['x', 0]]) : one)),
      'labels of another kind': (all) =>
        all.map((one) =>
          one instanceof Map ? new Map([...one.keys()].map((index) => [index, isBbs ? 'b0' : 0])) : one,
        ),
      'zeroes where a key or an index should be': (all) =>
        all.map((one, index) => (index === 1 ? new Uint8Array(35) : one)),
      'no labels': (all) => all.map((one) => (one instanceof Map ? new Map() : one)),
      'an index twice': (all) => all.map((one, index) => (index === (isBbs ? 2 : 4) ? [0, 0] : one)),
      'an index beyond the statements': (all) => all.map((one, index) => (index === (isBbs ? 2 : 4) ? [99] : one)),
      'an index of no number': (all) => all.map((one, index) => (index === (isBbs ? 2 : 4) ? ['a'] : one)),
    };
    for (const [what, change] of Object.entries(components)) {
      it(`does not hold with ${what}`, async () => {
        // Each of them is refused by what it says, before any arithmetic.
        assert.equal(await wordOn(withComponents(shown, change)), 'signature_invalid');
      });
    }

    it('holds over each claim that is shown, not over one of several', async () => {
      const two = (await disclosed(kit, base, [shownClaim, '/credentialSubject/coopType'])) as unknown as Shown;
      assert.equal(await wordOn(two), 'passed');
      for (const change of [{ membershipClass: 'producer' }, { coopType: 'housing' }]) {
        const credentialSubject = { ...two.credentialSubject, ...change };
        assert.equal(await wordOn({ ...two, credentialSubject }), 'signature_invalid', JSON.stringify(change));
      }
      const { membershipClass: kept, coopType: other, ...subject } = two.credentialSubject;
      const credentialSubject = { ...subject, membershipClass: other, coopType: kept };
      assert.equal(await wordOn({ ...two, credentialSubject }), 'signature_invalid', 'exchanged');
    }).timeout(20_000);

    it('is nothing in another base, under another header, or with something after it', async () => {
      const { proof } = shown;
      const bytes = Buffer.from(proof.proofValue.slice(1), 'base64url');
      const withValue = (value: Uint8Array) =>
        wordOn({ ...shown, proof: { ...proof, proofValue: `u${Buffer.from(value).toString('base64url')}` } });
      assert.equal(await withValue(bytes.subarray(3)), 'signature_invalid');
      assert.equal(await withValue(Buffer.concat([bytes, Buffer.from([0])])), 'signature_invalid');
      assert.equal(await withValue(Buffer.from([0xd9, 0x5d, 0x05])), 'signature_invalid');
      assert.equal(await wordOn({ ...shown, proof: { ...proof, proofValue: 'z3FXQ' } }), 'signature_invalid');
    });

    it('does not hold by a key of another type', async () => {
      const proof = { ...shown.proof, verificationMethod: orchard.id };
      assert.equal(await wordOn({ ...shown, proof }), 'key_type_mismatch');
    });

    it('is no proof of a presentation', async () => {
      const [finding] = await verifyProofs(
        { ...shown, proof: { ...shown.proof, proofPurpose: 'authentication' } },
        { purpose: 'authentication', resolveDid, documentLoader, now: frozenAt, bbs: 'allow' },
      );
      assert.equal(finding?.problem?.code, 'suite_unsupported');
    });
  });
}

describe('A derived proof by ecdsa-sd-2023', () => {
  const [kit] = selectiveSuites as [SelectiveKit];

  it('holds no statement without a signature of its own', async () => {
    const shown = (await disclosed(kit, await baseCredential(kit), [shownClaim])) as unknown as Shown;
    const one = withComponents(shown, ([base, key, signatures, ...rest]) => [
      base,
      key,
      (signatures as []).slice(1),
      ...rest,
    ]);
    assert.equal(await wordOn(one), 'signature_invalid');
    const swapped = withComponents(shown, ([base, key, signatures, ...rest]) => [
      ...[base, key],
      [(signatures as unknown[])[0], (signatures as unknown[])[0]],
      ...rest,
    ]);
    assert.equal(await wordOn(swapped), 'signature_invalid');
  });
});

describe('A derived proof by bbs-2023', () => {
  const [, kit] = selectiveSuites as [SelectiveKit, SelectiveKit];

  it('is verified only where the policy allows it', async () => {
    const shown = await disclosed(kit, await baseCredential(kit), [shownClaim]);
    assert.equal(await gateWord(shown, kit, {}), 'suite_not_allowed');
    assert.equal(await gateWord(shown, kit, { bbs: 'deny' }), 'suite_not_allowed');
  }).timeout(60_000);

  it('is verified once an answer, and no more', async () => {
    const shown = (await disclosed(kit, await baseCredential(kit), [shownClaim])) as unknown as Shown;
    assert.equal(await gateWord({ ...shown, proof: [shown.proof, shown.proof] }, kit), 'too_many_proofs');
  }).timeout(60_000);

  it('is not verified for more than 100 statements, shown and kept back', async () => {
    const shown = (await disclosed(kit, await baseCredential(kit), [shownClaim])) as unknown as Shown;
    const ofStatements = (count: number) =>
      withComponents(shown, ([, labels, mandatory, selective, ...rest]) => {
        const keptBack = count - (selective as unknown[]).length;
        return [new Uint8Array(3 * 48 + 4 * 32 + keptBack * 32), labels, mandatory, selective, ...rest];
      });
    assert.equal(await wordOn(ofStatements(100)), 'signature_invalid');
    assert.equal(await wordOn(ofStatements(101)), 'bbs_proof_too_large');
  }).timeout(60_000);
});
