import { createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import jsigs from 'jsonld-signatures';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { VerificationError } from '../../src/problem.ts';
import { parseRecognitionList } from '../../src/recognition/parse-list.ts';
import { documentLoader } from '../../src/profile/index.ts';
import { harvestDid, meadowDid } from '../factories/index.ts';
import {
  alder,
  birch,
  entryOf,
  genesisQuorum,
  listOf,
  nextOf,
  operator,
  quorumOf,
  signedBy,
} from '../factories/recognition.ts';

/** Where, and what; of a list that is refused. */
function faultOf(list: unknown): string {
  try {
    parseRecognitionList(list);
    return 'accepted';
  } catch (error) {
    assert.ok(error instanceof VerificationError && error.code === 'list_invalid', String(error));
    const { where, what } = error.problem.params ?? {};
    return `${where} ${what}`.trim();
  }
}
const withEntry = (changes: object) => listOf({ credentialSubject: [entryOf(changes as never)] });

describe('parseRecognitionList', () => {
  it('takes a list as trustees write it', () => assert.equal(faultOf(listOf()), 'accepted'));

  it('says where it is wrong, and what is', () => {
    for (const [list, fault] of [
      [[], 'must be an object'],
      [{ ...listOf(), version: 2 }, 'version must be 1, the only version that this software knows'],
      [{ ...listOf(), anchor: 'abc' }, 'anchor must be a SHA-256 as digestMultibase'],
      [{ ...listOf(), note: 'x' }, 'note is not known'],
      [listOf({ credentialSubject: [] }), 'credentialSubject must recognise somebody'],
      [listOf({ seq: 2 }), 'previousDigest must be there from the second sequence on, and only then'],
      [listOf({ validUntil: '2027-08-01T00:00:00Z' }), 'validUntil must be at most 400 days later'],
      [listOf({ validUntil: '2026-05-01T00:00:00Z' }), 'validUntil must be at most 400 days later'],
      [listOf({ quorum: { ...genesisQuorum, k: 4 } }), 'quorum.k must be at most the number of trustees'],
      [listOf({ quorum: quorumOf([alder, alder]) }), 'quorum.trustees must be different co-ops with a key each'],
      [
        listOf({ quorum: quorumOf([alder, { ...birch, key: alder.key }]) }),
        'quorum.trustees must be different co-ops with a key each',
      ],
      [
        listOf({ quorum: quorumOf([alder, { ...birch, key: operator }]) }),
        'quorum.operatorKey must be the key of no trustee',
      ],
      [listOf({ credentialSubject: [entryOf(), entryOf()] }), 'credentialSubject.1.id is there already'],
      [withEntry({ formerIds: [harvestDid] }), 'credentialSubject.0.formerIds must belong to one entry alone'],
      [
        listOf({
          credentialSubject: ['a', 'b'].map((name) =>
            entryOf({ id: `did:web:${name}.example`, formerIds: [meadowDid] }),
          ),
        }),
        'credentialSubject.1.formerIds must belong to one entry alone',
      ],
      [
        listOf({
          credentialSubject: [entryOf({ formerIds: [meadowDid] }), entryOf({ id: meadowDid, name: 'Meadow Co-op' })],
        }),
        'credentialSubject.0.formerIds must belong to one entry alone',
      ],
      [withEntry({ validUntil: '2026-03-01T00:00:00Z' }), 'credentialSubject.0.validUntil must be after validFrom'],
      [withEntry({ validFrom: '2026-03-01' }), /validFrom must be a time with its zone/],
      [withEntry({ status: { state: 'suspended' } }), /status\.since is missing/],
      [
        withEntry({ status: { state: 'paused', since: '2026-03-01T00:00:00Z' } }),
        /status\.state must be "active", "suspended"/,
      ],
      [withEntry({ evidence: [] }), /evidence must name what the decision was made on/],
      [withEntry({ image: 'javascript:alert(1)' }), /image must be an http or https URL/],
      ...['\u202E', '\u061C', '\u2028', '\u2029', '\uD83C', '\uDF3E'].map(
        (mark) => [withEntry({ name: `Harvest${mark}poc` }), /name must be one line of text/] as const,
      ),
      [withEntry({ name: 'Harvest \u{1F33E}' }), 'accepted'],
      [withEntry({ decision: { id: '14', date: '2026-02-30', body: 'Board' } }), /decision.date must be a date/],
      [
        withEntry({ recognizedTo: [{ type: 'RecognizedAction', action: 'verify', origins: ['https://a.example/'] }] }),
        /origins.0 must be an origin/,
      ],
    ] as const) {
      const found = faultOf(list);
      if (typeof fault === 'string') assert.equal(found, fault);
      else assert.match(found, fault);
    }
  });

  it('names a list by what is signed, whoever signed it', async () => {
    const list = listOf();
    const digests = [[alder], [alder, birch], []].map(
      async (by) => parseRecognitionList(await signedBy(list, by)).digest,
    );
    assert.equal(new Set(await Promise.all(digests)).size, 1);
    assert.notEqual(parseRecognitionList(nextOf(list)).digest, parseRecognitionList(list).digest);
  });
});

describe('a trustee’s proof', () => {
  it('is one that the stock suite takes too, and refuses once an entry was changed', async () => {
    const signed = await signedBy(listOf(), [alder, birch]);
    const [trustee] = genesisQuorum.trustees;
    const method = `${trustee!.id}#${trustee!.publicKeyMultibase}`;
    const controller = {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: trustee!.id,
      assertionMethod: [method],
    };
    const key = { '@context': 'https://w3id.org/security/multikey/v1', id: method, type: 'Multikey' };
    const known: Readonly<Record<string, object>> = {
      [method]: { ...key, controller: trustee!.id, publicKeyMultibase: trustee!.publicKeyMultibase },
      [trustee!.id]: controller,
    };
    const load = async (url: string) =>
      url in known ? { contextUrl: null, documentUrl: url, document: known[url]! } : documentLoader(url);
    const verified = async (document: object) => {
      const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
      const purpose = new jsigs.purposes.AssertionProofPurpose();
      return (await jsigs.verify(document, { suite, purpose, documentLoader: load })).verified;
    };
    const [proof] = signed.proof;
    assert.equal(await verified({ ...signed, proof }), true);
    assert.equal(await verified({ ...signed, seq: 2, proof }), false);
  });
});
