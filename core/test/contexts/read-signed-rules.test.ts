import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { bundledContexts } from '../../src/contexts/context-store.ts';
import { readSigned, type ReadOptions } from '../../src/contexts/read-signed.ts';
import { harvestDid, holder, issuedCredential, presentation } from '../factories/index.ts';

const credential = await issuedCredential();
const shown = await presentation();

/** What a document under known contexts reads as once one member is changed; no proof is looked at here. */
const read = (kind: ReadOptions['kind'], change: object, profile: ReadOptions['profile'] = 'presentation') =>
  readSigned(
    { ...(kind === 'credential' ? credential : shown), ...change },
    {
      kind,
      contexts: bundledContexts,
      profile,
    },
  );
const malformed = { code: 'credential_malformed' };
const noPresentation = { code: 'presentation_malformed' };

describe('the rules of its data model', () => {
  it('hold for a credential, and not for a presentation', async () => {
    const untyped = { evidence: [{ id: 'urn:uuid:1' }] };
    await assert.rejects(read('credential', untyped), malformed);
    await assert.rejects(read('credential', untyped, 'document'), malformed);
    await read('presentation', untyped);
  });

  it('hold for a presentation, and not for a credential', async () => {
    for (const named of [{ holder: {} }, { holder: 'nobody' }]) {
      await assert.rejects(read('presentation', named), noPresentation);
      await assert.rejects(read('presentation', named, 'document'), noPresentation);
      await read('credential', named);
    }
  });
});

describe('a document whose own node is written twice', () => {
  const id = 'urn:uuid:3f0c6a6e-1b7e-4a0a-9a5d-0d8c3f9f0b11';
  const again = { id, type: 'Organization', name: 'Twice' };
  const places: Readonly<Record<string, object>> = {
    'as a member': { memberOf: again },
    'in a list': { evidence: [{ type: 'A' }, { type: 'B', about: [again] }] },
  };
  for (const [where, change] of Object.entries(places)) {
    it(`is refused at a gate, ${where}`, async () => {
      await assert.rejects(read('credential', { id, ...change }), malformed);
      await assert.rejects(read('presentation', { id, ...change }), noPresentation);
      await read('credential', { id, ...change }, 'document');
    });
  }

  it('is taken where the other only names it, or is another', async () => {
    for (const other of [{ id }, id, { ...again, id: harvestDid }, { name: 'No id' }, null]) {
      await read('credential', { id, memberOf: other });
      await read('presentation', { id, memberOf: other });
    }
    await read('credential', { memberOf: again });
  });
});

describe('what is read', () => {
  it('is a presentation with its credentials as they were sent, and a credential with none', async () => {
    const sent = { verifiableCredential: [{ '@context': 'https://evil.example/' }] };
    assert.deepEqual((await read('presentation', sent))['verifiableCredential'], sent.verifiableCredential);
    const { verifiableCredential: _, ...without } = shown;
    const bare = { kind: 'presentation', contexts: bundledContexts, profile: 'presentation' } as const;
    assert.equal('verifiableCredential' in (await readSigned(without, bare)), false);
    await assert.rejects(read('credential', { verifiableCredential: { '@context': 'https://evil.example/' } }), {
      code: 'context_nested',
    });
  });

  it('has a proof where there is one', async () => {
    assert.deepEqual((await read('credential', {}))['proof'], credential['proof']);
    const { proof: _, ...unsecured } = credential;
    const options = { kind: 'credential', contexts: bundledContexts, profile: 'presentation' } as const;
    assert.equal('proof' in (await readSigned(unsecured, options)), false);
  });

  it('has no term that no context defines where any of its proofs signs the JSON alone, and not what that states', async () => {
    const { proof } = credential;
    const jcs = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022' };
    const unheardOf = { unheardOf: 'a' };
    assert.equal((await read('credential', unheardOf))['unheardOf'], 'a', 'its other proofs cannot hold then');
    for (const some of [jcs, [jcs], [proof, jcs]]) {
      assert.ok(await read('credential', { proof: some }));
      await assert.rejects(read('credential', { ...unheardOf, proof: some }), { code: 'term_undefined' });
    }
  });

  it('is a subject of whom nothing is said, an object too, under a context that we have to translate', async () => {
    const contexts = [...(credential['@context'] as string[]), 'https://w3id.org/security/multikey/v1'];
    const one = holder.controller;
    for (const [said, expected] of [
      [{ id: one }, { id: one }],
      [
        [{ id: one }, { id: harvestDid }],
        [{ id: one }, { id: harvestDid }],
      ],
    ] as const) {
      const found = await read('credential', { '@context': contexts, credentialSubject: said });
      assert.deepEqual(found['credentialSubject'], expected);
    }
  });
});
