import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { createDidResolver } from '../../src/identifiers/did-resolver.ts';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import { didDocument, documentLoader } from '../../src/profile/index.ts';
import {
  type ProofFinding,
  verifyProofs,
  type VerifyProofsOptions,
} from '../../src/proofs/data-integrity/verify-proofs.ts';
import {
  dairy,
  expectedAudience,
  expectedNonce,
  fakeFetch,
  formats,
  frozenAt,
  harvest,
  harvestDid,
  holder,
  issuedCredential,
  orchard,
  ports,
  presentation,
  resolveDid,
  secondsLater,
} from '../factories/index.ts';

const options: VerifyProofsOptions = { purpose: 'assertionMethod', resolveDid, documentLoader, now: frozenAt };

/** The one finding about a document with one proof. */
async function findingOf(document: object, changes: Partial<VerifyProofsOptions> = {}): Promise<ProofFinding> {
  const findings = await verifyProofs(document, { ...options, ...changes });
  assert.equal(findings.length, 1);
  return findings[0]!;
}

async function codeOf(document: object, changes: Partial<VerifyProofsOptions> = {}): Promise<string> {
  const { outcome, problem, controller } = await findingOf(document, changes);
  assert.equal(controller, undefined, 'only a proof that passed has a controller');
  return `${outcome}: ${problem?.code}`;
}

for (const format of formats) {
  /** An accepted credential with these changes to its proof. */
  const withProof = async (changes: object): Promise<object> => {
    const credential = await issuedCredential({ format });
    return { ...credential, proof: { ...credential.proof, ...changes } };
  };

  describe(`verifyProofs, ${format}`, () => {
    for (const issuer of [harvest, orchard, dairy]) {
      it(`passes a credential of ${issuer.controller.slice(0, 8)}… and names the key's controller`, async () => {
        const finding = await findingOf(await issuedCredential({ format, issuer }));
        assert.equal(finding.outcome, 'passed');
        assert.equal(finding.controller, issuer.controller);
      });
    }

    it('passes a presentation and says what it was signed for', async () => {
      const finding = await findingOf(await presentation({ format }), { purpose: 'authentication' });
      assert.equal(finding.outcome, 'passed');
      assert.equal(finding.controller, holder.controller);
      assert.equal(finding.challenge, expectedNonce);
      assert.equal(finding.domain, expectedAudience);
      assert.deepEqual(finding.created, frozenAt);
    });

    it('refuses a changed claim', async () => {
      const credential = await issuedCredential({ format });
      const credentialSubject = { ...credential.credentialSubject, membershipClass: 'producer' };
      assert.equal(await codeOf({ ...credential, credentialSubject }), 'failed: signature_invalid');
    });

    it('refuses a removed and an added claim', async () => {
      const credential = await issuedCredential({ format });
      const { membershipId: _removed, ...less } = credential.credentialSubject as Record<string, unknown>;
      const more = { ...credential.credentialSubject, description: 'and more' };
      assert.equal(await codeOf({ ...credential, credentialSubject: less }), 'failed: signature_invalid');
      assert.equal(await codeOf({ ...credential, credentialSubject: more }), 'failed: signature_invalid');
    });

    it('refuses a changed time of signing, which is signed too', async () => {
      assert.equal(await codeOf(await withProof({ created: '2026-05-02T12:00:01Z' })), 'failed: signature_invalid');
    });

    it('refuses a key other than the one that signed', async () => {
      assert.equal(await codeOf(await withProof({ verificationMethod: orchard.id })), 'failed: signature_invalid');
    });

    it('refuses a signature of another length', async () => {
      assert.equal(await codeOf(await withProof({ proofValue: 'z3FXQ' })), 'failed: signature_invalid');
    });

    it('refuses a term that no context defines', async () => {
      const credential = await issuedCredential({ format });
      assert.equal(await codeOf({ ...credential, shoeSize: 42 }), 'failed: term_undefined');
    });

    it('refuses a type that no context defines', async () => {
      const credential = await issuedCredential({ format });
      assert.equal(await codeOf({ ...credential, type: [...credential.type, 'Shoe'] }), 'failed: term_undefined');
    });

    it('refuses a context that is not bundled', async () => {
      const credential = await issuedCredential({ format });
      const context = [...credential['@context'], 'https://attacker.example/'];
      assert.equal(await codeOf({ ...credential, '@context': context }), 'failed: context_not_allowed');
    });

    it('refuses a context that redefines a protected term', async () => {
      const credential = await issuedCredential({ format });
      const context = [...credential['@context'], { memberOf: 'https://attacker.example/#memberOf' }];
      assert.equal(await codeOf({ ...credential, '@context': context }), 'failed: credential_malformed');
    });

    it('refuses a context inside the proof, which the stock library would obey', async () => {
      const credential = await issuedCredential({ format });
      assert.equal(await codeOf(await withProof({ '@context': credential['@context'] })), 'failed: context_nested');
    });

    const malformed: Readonly<Record<string, object>> = {
      'without a key': { verificationMethod: undefined },
      'whose key is an object': { verificationMethod: { id: harvest.id } },
      'without a signature': { proofValue: undefined },
      'whose signature has no base': { proofValue: '!' },
      'whose signature is endless': { proofValue: `z${'1'.repeat(4_000)}` },
      'of no type': { type: undefined },
      'whose type is no text': { type: ['DataIntegrityProof'] },
      'whose signature is a list': { proofValue: ['z3FXQ'] },
      'whose signature is no text': { proofValue: 7 },
      'with two signatures': { jws: 'AAAA..AAAA' },
      'without a purpose': { proofPurpose: undefined },
      'with two purposes': { proofPurpose: ['assertionMethod', 'authentication'] },
      'made at no time': { created: 'yesterday' },
      'made on a day that the month lacks': { created: '2026-02-30T12:00:00Z' },
      'made at several times': { created: ['2026-05-02T12:00:00'] },
      'that ends at no time': { expires: 12 },
      'with two challenges': { challenge: ['a', 'b'] },
      'with a keyword for a name': { '@id': 'urn:uuid:1' },
      'with an address for a name': { 'https://w3id.org/security#challenge': 'a' },
    };
    for (const [what, changes] of Object.entries(malformed)) {
      it(`refuses a proof ${what}`, async () => {
        assert.equal(await codeOf(await withProof(changes)), 'failed: proof_malformed');
      });
    }

    it('reads a time without an offset as one in UTC, as Data Integrity has it', async () => {
      const [before, after] = ['2026-06-01T11:59:59', '2026-06-01T12:00:01'];
      assert.equal(await codeOf(await withProof({ created: before })), 'failed: signature_invalid', 'it is read');
      assert.equal(await codeOf(await withProof({ expires: before })), 'failed: proof_expired');
      assert.equal(await codeOf(await withProof({ expires: after })), 'failed: signature_invalid');
    });

    for (const proof of ['proof', 7, [[]], [null]]) {
      it(`refuses ${JSON.stringify(proof)} as a proof`, async () => {
        assert.equal(await codeOf({ ...(await issuedCredential({ format })), proof }), 'failed: proof_malformed');
      });
    }

    const unsupported: Readonly<Record<string, object>> = {
      'of an unknown type': { type: 'MadeUpSignature2026' },
      'of an unknown cryptosuite': { type: 'DataIntegrityProof', cryptosuite: 'made-up-2026' },
      'of no cryptosuite': { type: 'DataIntegrityProof', cryptosuite: undefined },
      'that names two suites': { type: 'Ed25519Signature2020', cryptosuite: 'eddsa-rdfc-2022' },
    };
    for (const [what, changes] of Object.entries(unsupported)) {
      it(`refuses a proof ${what}`, async () => {
        assert.equal(await codeOf(await withProof(changes)), 'failed: suite_unsupported');
      });
    }

    it('refuses a proof made for the other purpose', async () => {
      assert.equal(
        await codeOf(await issuedCredential({ format }), { purpose: 'authentication' }),
        'failed: proof_purpose_wrong',
      );
      assert.equal(await codeOf(await presentation({ format })), 'failed: proof_purpose_wrong');
    });

    it('refuses a proof from the moment it expires', async () => {
      assert.equal(await codeOf(await withProof({ expires: frozenAt.toISOString() })), 'failed: proof_expired');
      const later = { expires: secondsLater(1).toISOString() };
      assert.equal(await codeOf(await withProof(later)), 'failed: signature_invalid', 'it looks further then');
    });
  });

  describe(`verifyProofs, ${format}: the key`, () => {
    /** The verdict on an accepted credential when Harvest's document on the web is this one. */
    const withDocument = async (document: object | undefined): Promise<string> => {
      const web = new Map(document ? [['https://harvest.example/.well-known/did.json', document]] : []);
      const fetched = createDidResolver(ports({ fetchJson: fakeFetch(web) }));
      return codeOf(await issuedCredential({ format }), { resolveDid: fetched });
    };
    const document = didDocument(harvestDid, [harvest]);
    const [method] = document.verificationMethod!;

    it('is inconclusive while the issuer cannot be reached', async () => {
      assert.equal(await withDocument(undefined), 'inconclusive: did_unresolvable');
    });
    it('is refused when its controller does not list it', async () => {
      assert.equal(await withDocument(didDocument(harvestDid, [])), 'failed: key_not_found');
    });
    it('is refused when it is listed for another purpose', async () => {
      assert.equal(await withDocument({ ...document, assertionMethod: [] }), 'failed: key_not_authorized');
    });
    it('is refused once it is revoked', async () => {
      const revoked = { ...method, revoked: '2026-05-31T00:00:00Z' };
      assert.equal(await withDocument({ ...document, verificationMethod: [revoked] }), 'failed: key_revoked');
    });
    it('is refused when the document there is of another kind', async () => {
      assert.equal(await withDocument({ hello: 'world' }), 'failed: did_document_invalid');
    });
    it('is refused when it is of a kind that we do not read', async () => {
      const other = { ...method, type: 'Made2026' };
      assert.equal(await withDocument({ ...document, verificationMethod: [other] }), 'failed: key_type_unsupported');
    });
    it('is refused when its DID is none', async () => {
      const credential = await issuedCredential({ format });
      const of = (did: string) => ({ ...credential, proof: { ...credential.proof, verificationMethod: `${did}#k` } });
      assert.equal(await codeOf(of('did:example:1')), 'failed: did_method_unsupported');
      assert.equal(await codeOf(of('https://harvest.example/')), 'failed: did_invalid');
    });
  });
}

describe('verifyProofs: several proofs', () => {
  const [format] = formats;

  it('finds nothing where there is no proof', async () => {
    const { proof: _proof, ...unsecured } = await issuedCredential({ format });
    assert.deepEqual(await verifyProofs(unsecured, options), []);
    assert.deepEqual(await verifyProofs({ ...unsecured, proof: [] }, options), []);
  });

  it('judges each by itself, in order', async () => {
    const credential = await issuedCredential({ format });
    const bad = { ...credential.proof, created: '2026-05-02T12:00:01Z' };
    const findings = await verifyProofs({ ...credential, proof: [bad, credential.proof, 7] }, options);
    assert.deepEqual(
      findings.map(({ outcome, problem }) => problem?.code ?? outcome),
      ['signature_invalid', 'passed', 'proof_malformed'],
    );
  });

  it('refuses an Ed25519Signature2020 under contexts that do not define it', async () => {
    const credential = await issuedCredential({ format });
    const context = credential['@context'].filter((url) => url !== contextUrls.ed25519Signature2020);
    assert.equal(await codeOf({ ...credential, '@context': context }), 'failed: term_undefined');
  });

  it('takes no fault of ours for a fault of the proof', async () => {
    const broken = { ...options, resolveDid: () => Promise.reject(new TypeError('a fault of ours')) };
    await assert.rejects(verifyProofs(await issuedCredential({ format }), broken), /a fault of ours/);
  });

  it('leaves the document as it was', async () => {
    const credential = await issuedCredential({ format });
    const before = structuredClone(credential);
    await verifyProofs(credential, options);
    assert.deepEqual(credential, before);
  });
});
