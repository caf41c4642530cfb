import { decode } from 'base58-universal';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { contextUrls, documentLoader } from '../../src/profile/index.ts';
import { canonicalHash } from '../../src/proofs/data-integrity/canonical-hash.ts';
import { parseProof } from '../../src/proofs/data-integrity/parse-proof.ts';
import { proofOptions } from '../../src/proofs/data-integrity/proof-options.ts';
import { verifyProofs } from '../../src/proofs/data-integrity/verify-proofs.ts';
import {
  expectedAudience,
  expectedNonce,
  frozenAt,
  holder,
  issuedCredential,
  orchard,
  presentation,
  resolveDid,
} from '../factories/index.ts';
import { jcsProofBy, signedBy, wholeSuites, type Purpose, type SuiteKit } from '../factories/suites.ts';
import { judge, wordFor } from '../gate.ts';
import { requiring } from '../policy/policies.ts';

type Signed = Readonly<Record<string, unknown>> & { readonly proof: Readonly<Record<string, unknown>> };

/** The accepted credential, by another issuer and suite. */
async function credentialBy(kit: SuiteKit): Promise<Signed> {
  const { proof: _, ...unsigned } = await issuedCredential({ format: kit.format });
  const memberOf = { id: kit.controller, type: 'Organization', name: 'Orchard Co-op' };
  const credential = {
    ...unsigned,
    issuer: kit.controller,
    credentialSubject: { ...unsigned.credentialSubject, memberOf },
  };
  return (await signedBy(kit.signing(), credential)) as unknown as Signed;
}

/** The accepted presentation, signed by another key and suite. */
async function presentationBy(kit: SuiteKit, credentials: readonly object[]): Promise<Signed> {
  const { proof: _, ...unsigned } = await presentation({ format: kit.format });
  return (await signedBy(
    kit.signing(),
    { ...unsigned, holder: kit.controller, verifiableCredential: credentials },
    { purpose: 'authentication', challenge: expectedNonce, domain: expectedAudience },
  )) as unknown as Signed;
}

async function wordOn(document: object, purpose: Purpose): Promise<string> {
  const [finding] = await verifyProofs(document, { purpose, resolveDid, documentLoader, now: frozenAt });
  return finding?.problem?.code ?? String(finding?.outcome);
}

const kitNamed = (name: string): SuiteKit => wholeSuites.find((kit) => kit.name === name) ?? assert.fail(name);
const taking = (kit: SuiteKit) => ({
  policy: requiring({ issuers: { allow: [{ id: kit.controller, name: 'Orchard Co-op' }] } }),
});

for (const kit of wholeSuites) {
  const documentBy = async (): Promise<readonly [Signed, Purpose]> =>
    kit.purposes.includes('assertionMethod')
      ? [await credentialBy(kit), 'assertionMethod']
      : [await presentationBy(kit, [await issuedCredential({ format: kit.format })]), 'authentication'];

  describe(`A proof by ${kit.name}`, () => {
    if (kit.purposes.includes('assertionMethod')) {
      it('of the issuer opens a gate', async () => {
        const vp = await presentation({ format: kit.format, credentials: [await credentialBy(kit)] });
        assert.equal(await wordFor(judge(vp, taking(kit))), 'accepted');
      });
    }

    it('of a holder proves who presents', async () => {
      const vp = await presentationBy(kit, [await issuedCredential({ format: kit.format, holderDid: kit.controller })]);
      assert.equal(await wordFor(judge(vp)), 'accepted');
    });

    it('does not hold over a changed document', async () => {
      const [document, purpose] = await documentBy();
      assert.equal(
        await wordOn({ ...document, id: 'urn:uuid:2b1c6e4e-1111-4111-8111-000000000000' }, purpose),
        'signature_invalid',
      );
    });

    if (!kit.name.endsWith('2018')) {
      it('does not hold in another base than base58', async () => {
        const [{ proof, ...document }, purpose] = await documentBy();
        const proofValue = `u${Buffer.from(decode((proof['proofValue'] as string).slice(1))).toString('base64url')}`;
        const unmarked = `u${(proof['proofValue'] as string).slice(1)}`;
        for (const other of [proofValue, unmarked]) {
          const changed = { ...document, proof: { ...proof, proofValue: other } };
          assert.equal(await wordOn(changed, purpose), 'signature_invalid', other);
        }
      });
    }

    if (kit.name.includes('rdfc')) {
      it('holds over the direction of a text too', async () => {
        const { proof: _, ...unsigned } = await credentialBy(kit);
        const name = (direction: string) => ({ '@value': 'Harvest', '@language': 'en', '@direction': direction });
        const signed = await signedBy(kit.signing(), { ...unsigned, name: name('ltr') });
        assert.equal(await wordOn(signed, 'assertionMethod'), 'passed');
        assert.equal(await wordOn({ ...signed, name: name('rtl') }, 'assertionMethod'), 'signature_invalid');
      });
    }

    it('does not hold with changed options', async () => {
      const [document, purpose] = await documentBy();
      const proof = { ...document.proof, created: '2026-05-02T12:00:01Z' };
      assert.equal(await wordOn({ ...document, proof }, purpose), 'signature_invalid');
    });

    it('does not hold by a key of another type', async () => {
      const [document, purpose] = await documentBy();
      const other = wholeSuites.find(
        ({ publicKeyMultibase: key }) => key.slice(0, 3) !== kit.publicKeyMultibase.slice(0, 3),
      );
      const isEcdsa = kit.name.startsWith('ecdsa');
      const proof = { ...document.proof, verificationMethod: isEcdsa ? orchard.id : other?.keyId };
      assert.equal(await wordOn({ ...document, proof }, purpose), 'key_type_mismatch');
    });
  });
}

describe('A proof by Ed25519Signature2018', () => {
  const kit = kitNamed('Ed25519Signature2018');

  it('is no proof of a credential', async () => {
    const { proof: _, ...unsigned } = await issuedCredential({ format: kit.format, issuer: holder });
    assert.equal(await wordOn(await signedBy(kit.signing(), unsigned), 'assertionMethod'), 'suite_unsupported');
  });

  const [header, , signature = ''] = 'eyJhbGciOiJFZERTQSIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..AAAA'.split('.');
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const headers: Readonly<Record<string, string>> = {
    'another algorithm': encoded({ alg: 'none', b64: false, crit: ['b64'] }),
    'an encoded payload': encoded({ alg: 'EdDSA', b64: true, crit: ['b64'] }),
    'a header more': encoded({ alg: 'EdDSA', b64: false, crit: ['b64'], kid: 'x' }),
    'no header': 'bm8',
  };
  const jwsOf = async (change: (jws: string) => unknown) => {
    const vp = await presentationBy(kit, [await issuedCredential({ format: kit.format, holderDid: kit.controller })]);
    const proof = { ...vp.proof, jws: change(vp.proof['jws'] as string) };
    return wordOn({ ...vp, proof }, 'authentication');
  };
  for (const [what, head] of Object.entries(headers)) {
    it(`does not hold with ${what}`, async () => {
      assert.equal(await jwsOf((jws) => jws.replace(/^[^.]+/, head)), 'signature_invalid');
    });
  }
  /** The presentation under a header that the holder did sign: whatever is refused is refused for what it says. */
  async function wordUnder(head: string): Promise<string> {
    const vp = await presentationBy(kit, [await issuedCredential({ format: kit.format, holderDid: kit.controller })]);
    const { proof, ...unsecured } = vp;
    const parsed = parseProof(proof, undefined);
    assert.ok('proof' in parsed);
    const terms = { context: contextUrls.credentialsV1, definedBy: [contextUrls.credentialsV1], addsContext: false };
    const hashOf = (of: object) => canonicalHash(of, { digest: 'sha256', documentLoader });
    const hashes = [await hashOf(proofOptions(unsecured, parsed.proof, terms)), await hashOf(unsecured)];
    const signature = await holder.sign({ data: Buffer.concat([Buffer.from(`${head}.`), ...hashes]) });
    const jws = `${head}..${Buffer.from(signature).toString('base64url')}`;
    return wordOn({ ...unsecured, proof: { ...proof, jws } }, 'authentication');
  }

  it('holds under its one header, in whatever order its members are', async () => {
    assert.equal(await wordUnder(encoded({ alg: 'EdDSA', b64: false, crit: ['b64'] })), 'passed');
    assert.equal(await wordUnder(encoded({ crit: ['b64'], b64: false, alg: 'EdDSA' })), 'passed');
  });

  for (const [what, head] of Object.entries({
    ...headers,
    'a header less': encoded({ alg: 'EdDSA', b64: false }),
    'a header in no text': Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url'),
    'another header in place of one': encoded({ alg: 'EdDSA', b64: false, kid: 'x' }),
  })) {
    it(`does not hold with ${what}, though it is truly signed`, async () =>
      assert.equal(await wordUnder(head), 'signature_invalid'));
  }

  it('is not read with a payload, with two parts or four, or without a JWS', async () => {
    assert.equal(await jwsOf((jws) => jws.replace('..', '.e30.')), 'proof_malformed');
    assert.equal(await jwsOf((jws) => jws.replace('..', '.')), 'proof_malformed');
    assert.equal(await jwsOf((jws) => `${jws}.x`), 'proof_malformed');
    assert.equal(await jwsOf(() => undefined), 'proof_malformed');
  });
  it('does not hold whose signature is short', async () => {
    assert.equal(await jwsOf(() => `${header ?? ''}..${signature}`), 'signature_invalid');
  });
});

describe('A proof that signs the JSON itself', () => {
  const kit = kitNamed('eddsa-jcs-2022');
  const jcsByHolder = { ...kit, controller: holder.controller, signing: () => jcsProofBy(holder) };

  it('has the context of its document, and no other', async () => {
    const { proof, ...document } = await credentialBy(kit);
    const [first, ...others] = document['@context'] as string[];
    const wordWith = (context: unknown) =>
      wordOn({ ...document, proof: { ...proof, '@context': context } }, 'assertionMethod');
    assert.equal(await wordWith(document['@context']), 'passed');
    assert.equal(await wordWith([first]), 'context_nested');
    assert.equal(await wordWith([...others, first]), 'context_nested');
    assert.equal(await wordWith({ '@vocab': 'https://attacker.example/' }), 'context_nested');
  });

  it('does not hold when a context is added to both', async () => {
    const { proof, ...document } = await credentialBy(kit);
    const context = [...(document['@context'] as string[]), 'https://w3id.org/security/data-integrity/v2'];
    const changed = { ...document, '@context': context, proof: { ...proof, '@context': context } };
    assert.equal(await wordOn(changed, 'assertionMethod'), 'signature_invalid');
  });

  it('opens no gate for what no context defines, though it is signed', async () => {
    const { proof: _, ...unsigned } = await credentialBy(kit);
    for (const change of [{ shoeSize: 42 }, { type: ['VerifiableCredential', 'CoopMembershipCredential', 'Shoe'] }]) {
      const credential = await signedBy(kit.signing(), { ...unsigned, ...change });
      // The holder signs JSON too: canonicalizing the presentation would have refused it.
      const holders = await presentationBy(jcsByHolder, [credential]);
      assert.equal(await wordFor(judge(holders, taking(kit))), 'term_undefined');
    }
  });

  it('opens no gate with definitions of its own', async () => {
    const { proof: _, ...unsigned } = await credentialBy(kit);
    const context = [...(unsigned['@context'] as unknown[]), { shoeSize: 'https://attacker.example/' }];
    const credential = await signedBy(kit.signing(), { ...unsigned, '@context': context });
    const holders = await presentationBy(jcsByHolder, [credential]);
    assert.equal(await wordFor(judge(holders, taking(kit))), 'context_not_allowed');
  });
});

describe('Proofs of one set', () => {
  const both = async () => {
    const first = await credentialBy(kitNamed('eddsa-rdfc-2022'));
    return (await signedBy(kitNamed('ecdsa-rdfc-2019 P-384').signing(), first)) as unknown as Signed;
  };
  const words = async (document: object) => {
    const options = { purpose: 'assertionMethod', resolveDid, documentLoader, now: frozenAt } as const;
    const findings = await verifyProofs(document, options);
    return findings.map(({ outcome, problem }) => problem?.code ?? outcome);
  };

  it('hold over one document, whatever hash function each is by', async () => {
    const document = await both();
    assert.deepEqual(await words(document), ['passed', 'passed']);
  });

  it('hold over no other document', async () => {
    const document = await both();
    const credentialSubject = { ...(document['credentialSubject'] as object), membershipClass: 'consumer' };
    const expected = ['signature_invalid', 'signature_invalid'];
    assert.deepEqual(await words({ ...document, credentialSubject }), expected);
  });
});
