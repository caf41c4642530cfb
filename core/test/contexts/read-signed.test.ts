import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { bundledContexts, createContextStore } from '../../src/contexts/context-store.ts';
import { contextUrls, vocabulary } from '../../src/contexts/context-urls.ts';
import { type ReadOptions, readSigned } from '../../src/contexts/read-signed.ts';
import { type JsonObject } from '../../src/parse/json-object.ts';
import { verifyProofs } from '../../src/proofs/data-integrity/verify-proofs.ts';
import { documentLoader } from '../../src/profile/index.ts';
import { formats, frozenAt, issuedCredential, presentation, resolveDid } from '../factories/index.ts';

const atGate: ReadOptions = { kind: 'credential', contexts: bundledContexts, profile: 'presentation' };
const inFile: ReadOptions = { ...atGate, profile: 'document' };

const code = (expected: string) => (error: unknown) => {
  assert.equal((error as { code?: string }).code, expected);
  return true;
};

/** A credential as plain JSON that a test may change. */
async function editable(format = formats[1] as (typeof formats)[number]) {
  return structuredClone(await issuedCredential({ format })) as unknown as Record<string, unknown> & {
    '@context': unknown[];
    credentialSubject: Record<string, unknown>;
    proof: Record<string, unknown>;
  };
}

/** What the stock suite says of the changed credential: a trap is a change that it lets pass. */
async function isSignatureGood(document: object): Promise<boolean> {
  const options = { purpose: 'assertionMethod', resolveDid, documentLoader, now: frozenAt } as const;
  const [finding] = await verifyProofs(document, options);
  return finding?.outcome === 'passed';
}

for (const format of formats) {
  describe(`readSigned, ${format}`, () => {
    it('returns a credential under known contexts as it stands', async () => {
      const credential = await issuedCredential({ format });
      assert.deepEqual(await readSigned(credential, atGate), credential);
    });

    it('returns a presentation with its credentials as they were sent', async () => {
      const answer = await presentation({ format });
      assert.deepEqual(await readSigned(answer, { ...atGate, kind: 'presentation' }), answer);
    });

    it('reads a credential under a further context as the same credential', async () => {
      const credential = await editable(format);
      const original = structuredClone(credential);
      credential['@context'].push(contextUrls.didV1);
      const { '@context': _context, ...read } = await readSigned(credential, atGate);
      const { '@context': _original, ...expected } = original;
      assert.deepEqual(read, expected);
    });

    it('finds an end that the holder has hidden under the address of its term', async () => {
      const term = format === 'vcdm1.1-ed25519-2020' ? 'expirationDate' : 'validUntil';
      const { [term]: until, ...credential } = await editable(format);
      const hidden: JsonObject = { ...credential, [`https://www.w3.org/2018/credentials#${term}`]: typed(until) };
      assert.equal(await isSignatureGood(hidden), true, 'the trap: the signature still holds');
      assert.equal((await readSigned(hidden, atGate))[term], until);
    });

    it('finds a claim that the holder has renamed by a keyword', async () => {
      const credential = await editable(format);
      const { id, ...claims } = credential.credentialSubject;
      const renamed: JsonObject = { ...credential, credentialSubject: { '@id': id, ...claims } };
      assert.equal(await isSignatureGood(renamed), true, 'the trap: the signature still holds');
      assert.deepEqual((await readSigned(renamed, atGate)).credentialSubject, { id, ...claims });
    });

    it('refuses a value of another kind than its term, rather than overlook it', async () => {
      const credential = await editable(format);
      const { memberSince, ...claims } = credential.credentialSubject;
      const odd: JsonObject = {
        ...credential,
        credentialSubject: { ...claims, [`${vocabulary}memberSince`]: memberSince },
      };
      await assert.rejects(readSigned(odd, atGate), code('term_undefined'));
    });

    it('refuses a term that no context defines', async () => {
      const credential = await editable(format);
      credential['@context'].push(contextUrls.didV1);
      credential.credentialSubject.shoeSize = 42;
      await assert.rejects(readSigned(credential, atGate), code('term_undefined'));
    });

    it('refuses a context that is not on the list', async () => {
      const credential = await editable(format);
      credential['@context'].push('https://attacker.example/v1');
      await assert.rejects(readSigned(credential, atGate), code('context_not_allowed'));
      await assert.rejects(readSigned(credential, inFile), code('context_not_allowed'));
    });

    it('refuses a context written into the document, at a gate', async () => {
      const credential = await editable(format);
      credential['@context'].push({ worker: 'https://attacker.example/#worker' });
      await assert.rejects(readSigned(credential, atGate), code('context_not_allowed'));
    });

    it('refuses a context further in, at a gate', async () => {
      const inSubject = await editable(format);
      inSubject.credentialSubject['@context'] = contextUrls.coopCredentialsV1;
      await assert.rejects(readSigned(inSubject, atGate), code('context_nested'));

      const inProof = await editable(format);
      inProof.proof['@context'] = inProof['@context'];
      await assert.rejects(readSigned(inProof, atGate), code('context_nested'));
    });

    it('refuses a document whose first context is no data model', async () => {
      const credential = await editable(format);
      credential['@context'].reverse();
      await assert.rejects(readSigned(credential, atGate), code('context_not_allowed'));
    });

    it('refuses a document without a context', async () => {
      const { '@context': _context, ...credential } = await editable(format);
      await assert.rejects(readSigned(credential, atGate), code('context_not_allowed'));
    });

    it('refuses a credential that says more about itself further in', async () => {
      const credential = { ...(await editable(format)), id: 'urn:uuid:1' };
      const split = { ...credential, credentialSubject: { ...credential.credentialSubject, id: 'urn:uuid:1' } };
      await assert.rejects(readSigned(split, atGate), code('credential_malformed'));
    });

    it('refuses a presentation that hides a credential under the address of its term', async () => {
      const answer = await presentation({ format });
      const address = 'https://www.w3.org/2018/credentials#verifiableCredential';
      const [read, hidden] = [
        { ...atGate, kind: 'presentation' } as const,
        { '@graph': { '@id': 'urn:uuid:1', '@type': 'VerifiableCredential' } },
      ];
      await assert.rejects(readSigned({ ...answer, [address]: hidden }, read), code('presentation_malformed'));
      await assert.rejects(
        readSigned({ ...answer, [address]: answer.verifiableCredential }, read),
        code('context_nested'),
      );
    });
  });
}

describe('readSigned, in a file', () => {
  it('takes a context written into the document, and reads the claims through it', async () => {
    const credential = await editable();
    const { memberOf, ...claims } = credential.credentialSubject;
    credential['@context'].push({ partOf: { '@id': 'https://schema.org/memberOf', '@type': '@id' } });
    const renamed = { ...credential, credentialSubject: { ...claims, partOf: memberOf } };
    const read = await readSigned(renamed, inFile);
    assert.deepEqual(read.credentialSubject, { ...claims, memberOf });
  });

  it('knows further contexts only where they are handed in', async () => {
    const extra = new Map([
      ['https://extra.example/v1', { '@context': { shoeSize: 'https://extra.example/#shoeSize' } }],
    ]);
    const credential = await editable();
    credential['@context'].push('https://extra.example/v1');
    credential.credentialSubject.shoeSize = 42;
    const read = await readSigned(credential, { ...inFile, contexts: createContextStore(extra) });
    assert.equal((read.credentialSubject as JsonObject)['https://extra.example/#shoeSize'], 42);
    await assert.rejects(readSigned(credential, inFile), code('context_not_allowed'));
  });
});

/** A time as a typed value, which keeps the signed value the same under a name without a datatype. */
const typed = (time: unknown): JsonObject => ({ '@value': time, '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' });
